package dev.mintmark.server.http.oauth;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.verifier.json.JsonWriter;

/// The error codes of RFC 6749 section 5.2 and RFC 7009 section 2.2.1, with their statuses.
enum OAuthError {
    INVALID_REQUEST(400, "invalid_request"),
    INVALID_CLIENT(401, "invalid_client"),
    INVALID_GRANT(400, "invalid_grant"),
    UNAUTHORIZED_CLIENT(400, "unauthorized_client"),
    UNSUPPORTED_GRANT_TYPE(400, "unsupported_grant_type"),
    INVALID_SCOPE(400, "invalid_scope"),
    TEMPORARILY_UNAVAILABLE(503, "temporarily_unavailable");

    private final int status;
    private final String code;

    OAuthError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /// @param description for the developer of the client; never holds anything that was sent
    HttpResponse answer(String description) {
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("error", code)
                        .field("error_description", description)
                        .endObject()
                        .toBytes();
        return TokenAnswer.json(status, json);
    }
}
