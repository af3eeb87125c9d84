package dev.mintmark.verifier.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;

/// How a service shows the issuer that it may listen to the stream. Never printed.
public final class StreamAccess {

    private final Supplier<String> authorization;

    private StreamAccess(Supplier<String> authorization) {
        this.authorization = Objects.requireNonNull(authorization);
    }

    /// As a client of the issuer with a secret: HTTP Basic, each half form-encoded first, as RFC
    /// 6749 §2.3.1 has it.
    public static StreamAccess client(String clientId, String secret) {
        String pair = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        String header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        return new StreamAccess(() -> header);
    }

    /// By the value of the `Authorization` header, asked for with every connection: for tokens that
    /// are renewed, or secrets that are kept elsewhere. May wait and may throw; then there is no
    /// connection this time.
    public static StreamAccess authorization(Supplier<String> value) {
        return new StreamAccess(value);
    }

    String header() {
        return authorization.get();
    }

    @Override
    public String toString() {
        return "StreamAccess[***]";
    }
}
