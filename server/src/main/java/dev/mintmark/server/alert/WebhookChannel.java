package dev.mintmark.server.alert;

import dev.mintmark.server.alert.AlertStore.Delivery;
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
import java.util.Base64;

/// Posts alerts as JSON, signed as Standard Webhooks asks: `webhook-signature` is `v1,` and the
/// base64 of an HMAC-SHA-256 over id, timestamp and body, joined by dots. A message that is sent
/// again has the same `webhook-id`.
public final class WebhookChannel implements Channel, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Secrets that begin so are the base64 of the key.
    private static final String ENCODED = "whsec_";

    private final URI address;
    private final Hmac key;
    private final String issuer;
    private final InstantSource clock;

    /// Redirects stay unfollowed: the message is for this address.
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public WebhookChannel(URI address, String secret, String issuer, InstantSource clock) {
        this.address = address;
        this.key = new Hmac(key(secret));
        this.issuer = issuer;
        this.clock = clock;
    }

    private static byte[] key(String secret) {
        if (secret.startsWith(ENCODED)) {
            try {
                return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            } catch (IllegalArgumentException e) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void tell(Delivery what) throws IOException, InterruptedException {
        byte[] body = new Message(issuer, what).json();
        var id = "msg_" + what.alert().id() + (what.closing() ? "_closed" : "_opened");
        var time = Long.toString(clock.instant().getEpochSecond());
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", "v1," + signature(id, time, body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 200 || status > 299) {
            throw new IOException("the webhook answered with status " + status);
        }
    }

    private String signature(String id, String time, byte[] body) {
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(key.of(head, body));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
