package dev.mintmark.testkit;

import com.sun.net.httpserver.HttpExchange;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;

/// What an issuer has revoked, published as authorities do: one status list, and frames for the
/// stream. Everything is signed with the key that signs tokens, by the issuer's clock.
final class IssuerRevocations {

    static final String LIST = "/status/1";
    static final String DIRECTORY = "/status";

    private static final int PLACES = 4096;
    private static final Duration LIST_LIFE = Duration.ofMinutes(10);
    private static final long TTL_SECONDS = 30;

    private final URI issuer;
    private final IssuerKeys keys;
    private final InstantSource clock;
    private final IssuerStream stream = new IssuerStream();
    private final BitSet revoked = new BitSet(PLACES);
    private int placesGiven;

    IssuerRevocations(URI issuer, IssuerKeys keys, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    IssuerStream stream() {
        return stream;
    }

    String listUri() {
        return issuer + LIST;
    }

    /// One that no token has yet.
    synchronized int nextPlace() {
        if (placesGiven == PLACES) {
            throw new IllegalStateException(
                    "the list has " + PLACES + " places, and all are taken");
        }
        return placesGiven++;
    }

    synchronized void revoke(String token) {
        JsonObject claims = claims(token);
        OptionalLong place = place(claims);
        place.ifPresent(index -> revoked.set((int) index));
        tell(items -> {
            place.ifPresent(index ->
                    items.beginObject()
                            .field("uri", listUri())
                            .field("idx", index)
                            .field("v", 1)
                            .endObject());
            claims.string("jti")
                    .ifPresent(jti -> items.beginObject().field("jti", jti).endObject());
        });
    }

    void tellOne(String member, String value) {
        tell(items -> items.beginObject().field(member, value).endObject());
    }

    /// Tokens of the subject that were issued until now.
    void tellSubject(String subject) {
        long next = clock.instant().getEpochSecond() + 1;
        tell(items -> items.beginObject().field("sub", subject).field("nbf", next).endObject());
    }

    synchronized void reset() {
        revoked.clear();
        placesGiven = 0;
        stream.reset();
    }

    void publishList(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/statuslist+jwt");
        IssuerServer.send(exchange, 200, list());
    }

    void publishDirectory(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        IssuerServer.send(exchange, 200, "{\"status_lists\":[\"" + listUri() + "\"]}");
    }

    private synchronized void tell(Consumer<JsonWriter> items) {
        long id = stream.nextId();
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("iss", issuer.toString())
                        .field("iat", clock.instant().getEpochSecond())
                        .field("seq", id)
                        .name("items")
                        .beginArray();
        items.accept(json);
        stream.tell(id, sign("mintmark-revocation+jwt", json.endArray().endObject()));
    }

    private synchronized String list() {
        long now = clock.instant().getEpochSecond();
        var places = new byte[PLACES / Byte.SIZE];
        byte[] set = revoked.toByteArray(); // lowest first, as lists have it
        System.arraycopy(set, 0, places, 0, set.length);
        var claims =
                new JsonWriter()
                        .beginObject()
                        .field("sub", listUri())
                        .field("iat", now)
                        .field("exp", now + LIST_LIFE.toSeconds())
                        .field("ttl", TTL_SECONDS)
                        .name("status_list")
                        .beginObject()
                        .field("bits", 1)
                        .field("lst", Base64Url.encode(zlib(places)))
                        .endObject()
                        .endObject();
        return sign("statuslist+jwt", claims);
    }

    private String sign(String type, JsonWriter claims) {
        TestKey key = keys.signing();
        var header =
                new JsonWriter()
                        .beginObject()
                        .field("alg", key.algorithm().wireName())
                        .field("typ", type)
                        .field("kid", key.kid())
                        .endObject();
        return TokenBuilder.sign(header.toString(), claims.toString(), key);
    }

    private static byte[] zlib(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(packed)) {
            zlib.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }

    private OptionalLong place(JsonObject claims) {
        return claims.member("status") instanceof JsonObject status
                        && status.member("status_list") instanceof JsonObject list
                        && list.string("uri").filter(listUri()::equals).isPresent()
                        && list.member("idx") instanceof JsonNumber index
                ? index.asLong()
                : OptionalLong.empty();
    }

    private static JsonObject claims(String token) {
        String[] parts = token.split("\\.", -1);
        byte[] payload = parts.length == 3 ? Base64Url.decode(parts[1]) : null;
        try {
            JsonValue claims = payload == null ? null : JsonReader.read(payload, JsonLimits.CLAIMS);
            if (claims instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJson e) {
            // Said below.
        }
        throw new IllegalArgumentException("only a token that the issuer signed can be revoked");
    }
}
