package dev.mintmark.server.session;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.server.secret.MarkedText;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Makes and reads the texts that stand for a family: refresh tokens, and the handle in the cookie
/// of a browser, which has generation 0 for as long as it lives.
///
/// | bytes | what |
/// |---|---|
/// | 16 | family id |
/// | 1 | format, 1 |
/// | 3 | zero |
/// | 4 | generation |
/// | 32 | secret: HMAC(secret key, family, generation, salt) |
/// | 16 | tag: HMAC(tag key, all of the above), cut |
///
/// The tag can be checked without the database, so garbage costs no query. The secret needs the
/// family's salt, so whoever holds the server's key but not the database can make no token, and the
/// reverse. As the successor of a token is a pure function of what is stored, requests that race
/// are answered with the same successor and nothing that could be replayed is kept.
final class RefreshTokens {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 24;
    private static final int SECRET_BYTES = 32;
    private static final int TAG_BYTES = 16;

    private final MarkedText.Kind kind;
    private final Hmac secrets;
    private final Hmac tags;

    RefreshTokens(byte[] key) {
        this(key, MarkedText.Kind.REFRESH_TOKEN, "refresh token");
    }

    private RefreshTokens(byte[] key, MarkedText.Kind kind, String purpose) {
        var root = new Hmac(key);
        this.kind = kind;
        this.secrets = new Hmac(root.of(ascii(purpose + " secret")));
        this.tags = new Hmac(root.of(ascii(purpose + " tag")));
    }

    /// Handles are told from refresh tokens by their mark and by the keys they are made with:
    /// neither can be turned into the other.
    static RefreshTokens forHandles(byte[] key) {
        return new RefreshTokens(key, MarkedText.Kind.SESSION_HANDLE, "session handle");
    }

    /// A token that carries our tag; whether its secret is its family's is not yet known.
    record Presented(FamilyId family, int generation, byte[] secret) {
        @Override
        public String toString() {
            return "Presented[" + family + " " + generation + "]";
        }
    }

    String write(FamilyId family, int generation, byte[] salt) {
        byte[] head = head(family, generation);
        byte[] secret = secrets.of(head, salt);
        var payload =
                ByteBuffer.allocate(HEAD_BYTES + SECRET_BYTES + TAG_BYTES)
                        .put(head)
                        .put(secret)
                        .put(tags.of(head, secret), 0, TAG_BYTES)
                        .array();
        return MarkedText.write(kind, payload);
    }

    Optional<Presented> read(String text) {
        return MarkedText.read(kind, text).flatMap(this::read);
    }

    boolean isGenuine(Presented token, byte[] salt) {
        byte[] expected = secrets.of(head(token.family, token.generation), salt);
        return MessageDigest.isEqual(expected, token.secret);
    }

    private Optional<Presented> read(byte[] payload) {
        byte[] head = Arrays.copyOfRange(payload, 0, HEAD_BYTES);
        byte[] secret = Arrays.copyOfRange(payload, HEAD_BYTES, HEAD_BYTES + SECRET_BYTES);
        byte[] tag = Arrays.copyOfRange(payload, HEAD_BYTES + SECRET_BYTES, payload.length);
        if (!MessageDigest.isEqual(tag, Arrays.copyOf(tags.of(head, secret), TAG_BYTES))) {
            return Optional.empty();
        }
        var fields = ByteBuffer.wrap(head);
        var family = new FamilyId(fields.getLong(), fields.getLong());
        boolean known = fields.getInt() == FORMAT << 24;
        return known
                ? Optional.of(new Presented(family, fields.getInt(), secret))
                : Optional.empty();
    }

    private static byte[] head(FamilyId family, int generation) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .putLong(family.high())
                .putLong(family.low())
                .putInt(FORMAT << 24)
                .putInt(generation)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
