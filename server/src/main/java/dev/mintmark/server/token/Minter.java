package dev.mintmark.server.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.SharedSecret;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonWriter;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;

/// Mints access tokens (RFC 9068): no query, no lock, and nothing in the payload but what a
/// resource server needs.
public final class Minter {
    private static final int TOKEN_ID_BYTES = 16;
    private static final Duration NOT_SOON = Duration.ofMinutes(1);

    private final KeyRing keys;
    private final Optional<SharedSecret> shared;
    private final String issuer;
    private final Duration lifetime;
    private final InstantSource clock;
    private final SecureRandom random;
    private final IntFunction<String> listUri;
    private final ConcurrentMap<KeyId, byte[]> headers = new ConcurrentHashMap<>();

    /// There are few lists, and one of them is in nearly every token.
    private final ConcurrentMap<Integer, String> listUris = new ConcurrentHashMap<>();

    /// For an authority that signs with key pairs only.
    ///
    /// @param listUri where a status list is published
    public Minter(
            KeyRing keys,
            String issuer,
            IntFunction<String> listUri,
            Duration lifetime,
            InstantSource clock,
            SecureRandom random) {
        this(keys, Optional.empty(), issuer, listUri, lifetime, clock, random);
    }

    /// @param shared signs for clients that have chosen it
    /// @param listUri where a status list is published
    public Minter(
            KeyRing keys,
            Optional<SharedSecret> shared,
            String issuer,
            IntFunction<String> listUri,
            Duration lifetime,
            InstantSource clock,
            SecureRandom random) {
        this.keys = keys;
        this.shared = shared;
        this.issuer = issuer;
        this.listUri = listUri;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    public AccessToken mint(AccessGrant grant) {
        var key = key(grant.algorithm());
        var decided = grant.session().map(AccessGrant.Session::issuedAt).orElseGet(clock::instant);
        var issuedAt = Instant.ofEpochSecond(decided.getEpochSecond());
        var expiresAt = expiry(grant, issuedAt);
        var id = newTokenId();
        byte[] payload = Base64Url.encodeToBytes(claims(grant, id, issuedAt, expiresAt));
        byte[] header = headers.computeIfAbsent(key.kid(), _ -> header(key));
        byte[] signed = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, signed, header.length, payload.length);
        byte[] signature = Base64Url.encodeToBytes(key.sign(signed));
        byte[] text = Arrays.copyOf(signed, signed.length + 1 + signature.length);
        text[signed.length] = '.';
        System.arraycopy(signature, 0, text, signed.length + 1, signature.length);
        return new AccessToken(new String(text, ISO_8859_1), id, issuedAt, expiresAt);
    }

    private SigningKey key(Algorithm algorithm) {
        return algorithm.isSymmetric()
                ? shared.map(SharedSecret::signing)
                        .orElseThrow(() -> new Unavailable("no secret for HS256 is set", NOT_SOON))
                : keys.signing(KeySlot.accessTokens(algorithm));
    }

    private byte[] claims(AccessGrant grant, String id, Instant issuedAt, Instant expiresAt) {
        var json =
                new JsonWriter().beginObject().field("iss", issuer).field("sub", grant.subject());
        if (grant.audience().size() == 1) {
            json.field("aud", grant.audience().getFirst());
        } else {
            json.field("aud", grant.audience());
        }
        json.field("client_id", grant.client().value())
                .field("iat", issuedAt.getEpochSecond())
                .field("exp", expiresAt.getEpochSecond())
                .field("jti", id);
        if (!grant.scope().isEmpty()) {
            json.field("scope", grant.scope().toString());
        }
        if (grant.session().isPresent()) {
            var session = grant.session().get();
            json.field("sid", session.id().toString())
                    .field("auth_time", session.authTime().getEpochSecond());
            if (!session.roles().isEmpty()) {
                json.field("roles", session.roles());
            }
            status(json, session.status());
        }
        return json.endObject().toBytes();
    }

    /// Token Status List, section 6.
    private void status(JsonWriter json, StatusIndex status) {
        json.name("status")
                .beginObject()
                .name("status_list")
                .beginObject()
                .field("idx", status.place())
                .field("uri", listUris.computeIfAbsent(status.list(), listUri::apply))
                .endObject()
                .endObject();
    }

    private Instant expiry(AccessGrant grant, Instant issuedAt) {
        var usual = issuedAt.plus(lifetime);
        return grant.session().map(AccessGrant.Session::until).filter(usual::isAfter).orElse(usual);
    }

    private String newTokenId() {
        var chance = new byte[TOKEN_ID_BYTES];
        random.nextBytes(chance);
        return Base64Url.encode(chance);
    }

    /// The encoded header and the dot that follows it: the same for every token of a key.
    private static byte[] header(SigningKey key) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("alg", key.algorithm().wireName())
                        .field("typ", "at+jwt")
                        .field("kid", key.kid().value())
                        .endObject()
                        .toBytes();
        byte[] encoded = Base64Url.encodeToBytes(json);
        byte[] withDot = Arrays.copyOf(encoded, encoded.length + 1);
        withDot[encoded.length] = '.';
        return withDot;
    }
}
