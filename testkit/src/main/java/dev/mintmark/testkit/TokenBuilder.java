package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An access token (RFC 9068) in the making. Good unless told otherwise: from its issuer, for ten
/// minutes from now on, of the subject `test-user` through the client `test-client`. For whom it is
/// has to be said.
///
/// One builder makes one token: its `jti` is drawn when it is made. Not thread-safe.
public final class TokenBuilder {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Instant now;
    private final Map<String, JsonValue> header = new LinkedHashMap<>();
    private final Map<String, JsonValue> claims = new LinkedHashMap<>();
    private TestKey key;
    private boolean addressed;

    TokenBuilder(URI issuer, TestKey key, Instant now) {
        this.now = now;
        this.key = key;
        header.put("alg", new JsonString(key.algorithm().wireName()));
        header.put("typ", new JsonString("at+jwt"));
        header.put("kid", new JsonString(key.kid()));
        claim("iss", issuer.toString());
        subject("test-user");
        clientId("test-client");
        tokenId(UUID.randomUUID().toString());
        issuedAt(now);
        expiresIn(LIFETIME);
    }

    private TokenBuilder(TokenBuilder other) {
        now = other.now;
        key = other.key;
        addressed = other.addressed;
        header.putAll(other.header);
        claims.putAll(other.claims);
    }

    public TokenBuilder subject(String subject) {
        return claim("sub", subject);
    }

    public TokenBuilder audience(String first, String... more) {
        addressed = true;
        if (more.length == 0) {
            return claim("aud", first);
        }
        var all = new ArrayList<JsonValue>();
        all.add(new JsonString(first));
        Arrays.stream(more).map(JsonString::new).forEach(all::add);
        return claim("aud", new JsonArray(all));
    }

    /// Words with a space between them, as in `orders:read orders:write`.
    public TokenBuilder scope(String scope) {
        return claim("scope", scope);
    }

    public TokenBuilder clientId(String clientId) {
        return claim("client_id", clientId);
    }

    /// The `sid`, shared by all tokens of one session.
    public TokenBuilder session(String sid) {
        return claim("sid", sid);
    }

    /// The `jti` instead of a random one.
    public TokenBuilder tokenId(String jti) {
        return claim("jti", jti);
    }

    public TokenBuilder issuedAt(Instant time) {
        return claim("iat", time.getEpochSecond());
    }

    public TokenBuilder notBefore(Instant time) {
        return claim("nbf", time.getEpochSecond());
    }

    public TokenBuilder expiresAt(Instant time) {
        return claim("exp", time.getEpochSecond());
    }

    /// Counted from the issuer's time, not from `iat`.
    public TokenBuilder expiresIn(Duration fromNow) {
        return expiresAt(now.plus(fromNow));
    }

    public TokenBuilder claim(String name, String value) {
        return claim(name, new JsonString(value));
    }

    public TokenBuilder claim(String name, long value) {
        return claim(name, JsonNumber.of(value));
    }

    public TokenBuilder claim(String name, List<String> values) {
        return claim(name, new JsonArray(values.stream().<JsonValue>map(JsonString::new).toList()));
    }

    /// Any claim at all, those above included.
    public TokenBuilder claim(String name, JsonValue value) {
        addressed |= name.equals("aud");
        claims.put(name, value);
        return this;
    }

    /// Leaves a claim out.
    public TokenBuilder without(String name) {
        addressed |= name.equals("aud");
        claims.remove(name);
        return this;
    }

    public TokenBuilder header(String name, JsonValue value) {
        header.put(name, value);
        return this;
    }

    public TokenBuilder header(String name, String value) {
        return header(name, new JsonString(value));
    }

    public TokenBuilder withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /// Another key than the issuer's, published or not. The header follows; to have it say
    /// something else, call [#header] afterwards.
    public TokenBuilder signedWith(TestKey changed) {
        key = changed;
        return header("alg", changed.algorithm().wireName()).header("kid", changed.kid());
    }

    /// Good only together with a proof by this client.
    public TokenBuilder boundTo(DpopClient client) {
        return boundTo(client.thumbprint());
    }

    /// Bound to the key of this thumbprint (`cnf.jkt`, RFC 9449 §6).
    public TokenBuilder boundTo(String thumbprint) {
        return claim("cnf", new JsonObject(Map.of("jkt", new JsonString(thumbprint))));
    }

    /// With a place in a status list (Token Status List, section 6.1).
    public TokenBuilder status(String listUri, long index) {
        var place =
                new JsonObject(Map.of("uri", new JsonString(listUri), "idx", JsonNumber.of(index)));
        return claim("status", new JsonObject(Map.of("status_list", place)));
    }

    /// The finished token.
    public String sign() {
        return sign(headerText(), payloadText(), key);
    }

    /// The same token with one thing wrong, to be chosen from a catalogue. The builder itself stays
    /// as it is.
    public BrokenToken broken() {
        return new BrokenToken(this);
    }

    TokenBuilder copy() {
        return new TokenBuilder(this);
    }

    Instant now() {
        return now;
    }

    TestKey key() {
        return key;
    }

    String headerText() {
        return new JsonWriter().value(new JsonObject(header)).toString();
    }

    String payloadText() {
        if (!addressed) {
            throw new IllegalStateException(
                    "say for whom the token is: audience(…), or without(\"aud\") if for nobody");
        }
        return new JsonWriter().value(new JsonObject(claims)).toString();
    }

    /// Signs texts that need not be JSON.
    static String sign(String header, String payload, TestKey key) {
        String input = encoded(header) + '.' + encoded(payload);
        return input + '.' + Base64Url.encode(key.sign(input.getBytes(US_ASCII)));
    }

    static String encoded(String text) {
        return Base64Url.encode(text.getBytes(UTF_8));
    }
}
