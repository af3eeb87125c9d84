package dev.mintmark.adapter.http;

import dev.mintmark.verifier.json.JsonWriter;

/// What can be wrong with a request, in the words of RFC 9457, for the client's eyes.
///
/// `code` is for programs and never changes its meaning; where RFC 6750, RFC 9449 or RFC 9470 has a
/// word for it, it is that word. No text tells more than the client may know: why a token was
/// refused is in the log of the service.
enum Problem {
    UNAUTHORIZED(401, "unauthorized", "Unauthorized", "This needs an access token."),
    INVALID_REQUEST(
            400, "invalid_request", "Invalid request", "The credentials are not well-formed."),
    INVALID_TOKEN(
            401, "invalid_token", "Invalid token", "The access token is not valid, or no longer."),
    INVALID_DPOP_PROOF(
            401, "invalid_dpop_proof", "Invalid DPoP proof", "The DPoP proof is not valid here."),
    USE_DPOP_NONCE(
            401,
            "use_dpop_nonce",
            "Use DPoP nonce",
            "Make a new DPoP proof with the nonce of this answer."),
    INSUFFICIENT_SCOPE(
            403,
            "insufficient_scope",
            "Insufficient scope",
            "The access token does not grant what this request needs."),
    INSUFFICIENT_USER_AUTHENTICATION(
            401,
            "insufficient_user_authentication",
            "Insufficient user authentication",
            "This needs the user to sign in again, or by stronger means."),
    TEMPORARILY_UNAVAILABLE(
            503,
            "temporarily_unavailable",
            "Temporarily unavailable",
            "Access tokens cannot be checked at the moment. Try again with the same token.");

    static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    Problem(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    byte[] body(String sentence, TraceId trace) {
        return new JsonWriter()
                .beginObject()
                .field("type", "urn:mintmark:problem:" + code.replace('_', '-'))
                .field("title", title)
                .field("status", status)
                .field("detail", sentence)
                .field("instance", "urn:mintmark:trace:" + trace.hex())
                .field("code", code)
                .field("trace_id", trace.hex())
                .endObject()
                .toBytes();
    }
}
