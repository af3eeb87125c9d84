package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// `/admin/v1/openapi.json`: the description of this API, kept by hand and compared with what the
/// API does by a test.
final class OpenApi {
    private static final String ANY_SERVER = "\"servers\": [{\"url\": \"/\"}]";

    private final byte[] document;

    /// @param issuer whose API it is; addresses in the document are relative to it
    OpenApi(String issuer) {
        var server = "\"servers\": [{\"url\": \"%s\"}]".formatted(issuer);
        var text = text();
        if (!text.contains(ANY_SERVER)) {
            throw new IllegalStateException("the document names its server in other words");
        }
        this.document = text.replace(ANY_SERVER, server).getBytes(StandardCharsets.UTF_8);
    }

    HttpResponse show(AdminCall call) {
        return HttpResponse.json(200, document);
    }

    private static String text() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
