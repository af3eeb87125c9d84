package dev.mintmark.server.audit.ship;

import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.secret.Hmac;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/// An address that records are posted to as JSON lines. Each request is signed with a secret that
/// both sides have: HMAC-SHA-256 over the time in the header, a point, and the body. Any answer of
/// 200 to 299 says that they have arrived; after any other they come again.
public final class WebhookSink implements Sink, AutoCloseable {
    /// `t=` seconds since 1970, `v1=` the HMAC in hexadecimal.
    public static final String SIGNATURE = "Mintmark-Signature";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final Hmac secret;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    public WebhookSink(URI address, byte[] secret, InstantSource clock) {
        this.address = address;
        this.secret = new Hmac(secret);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(List<Row> rows) throws IOException {
        byte[] body = FileSink.lines(rows);
        var time = Long.toString(clock.instant().getEpochSecond());
        var signed = secret.of((time + ".").getBytes(StandardCharsets.US_ASCII), body);
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-ndjson")
                        .header(SIGNATURE, "t=" + time + ",v1=" + HexFormat.of().formatHex(signed))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new IOException("the webhook answered with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
