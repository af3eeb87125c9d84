package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonString;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How each [Flaw] gets into a token.
final class Breakage {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OVERSIZE = 16 * 1024;

    private Breakage() {}

    static String of(Flaw flaw, TokenBuilder token) {
        return switch (flaw) {
            case EXPIRED ->
                    token.issuedAt(token.now().minus(HOUR.multipliedBy(2)))
                            .expiresAt(token.now().minus(HOUR))
                            .sign();
            case NOT_YET_VALID ->
                    token.notBefore(token.now().plus(HOUR)).expiresIn(HOUR.multipliedBy(2)).sign();
            case ISSUED_IN_THE_FUTURE ->
                    token.issuedAt(token.now().plus(HOUR)).expiresIn(HOUR.multipliedBy(2)).sign();
            case LIVES_TOO_LONG -> token.expiresIn(Duration.ofDays(365)).sign();
            case WRONG_AUDIENCE -> token.audience("https://another-service.invalid").sign();
            case WRONG_ISSUER -> token.claim("iss", "https://another-issuer.invalid").sign();
            case WRONG_TYPE -> token.header("typ", "JWT").sign();
            case ID_TOKEN -> token.claim("nonce", "n-0S6_WzA2Mj").sign();
            case NESTED -> token.header("cty", "JWT").sign();
            case UNSIGNED -> unsigned(token.header("alg", "none"));
            case PUBLIC_KEY_AS_SECRET -> publicKeyAsSecret(token);
            case SIGNATURE_REMOVED -> unsigned(token);
            case TAMPERED_SIGNATURE -> tamperedSignature(token.sign());
            case TAMPERED_PAYLOAD -> tamperedPayload(token);
            case FOREIGN_KEY -> signedAsIfWith(token.key(), token);
            case KEY_BROUGHT_ALONG -> keyBroughtAlong(token);
            case UNKNOWN_KEY -> token.signedWith(TestKey.generate(token.key().algorithm())).sign();
            case PADDED -> token.sign() + "=";
            case SURROUNDED_BY_SPACE -> " " + token.sign() + "\n";
            case CUT -> firstTwoParts(token.sign());
            case OVERSIZED -> token.claim("note", "x".repeat(OVERSIZE)).sign();
            case NOT_JSON ->
                    TokenBuilder.sign(token.headerText(), token.payloadText() + "}", token.key());
            case DUPLICATE_CLAIM -> duplicateClaim(token);
            case WITHOUT_EXPIRY -> token.without("exp").sign();
            case EXPIRY_AS_TEXT ->
                    token.claim("exp", Long.toString(token.now().plus(HOUR).getEpochSecond()))
                            .sign();
            case WITHOUT_SUBJECT -> token.without("sub").sign();
            case CRITICAL_EXTENSION ->
                    token.header("crit", new JsonArray(List.of(new JsonString("ext"))))
                            .header("ext", "1")
                            .sign();
            case ENCRYPTED -> encrypted();
            case BOUND_TO_A_KEY ->
                    token.boundTo(TestKey.generate(token.key().algorithm()).kid()).sign();
        };
    }

    private static String unsigned(TokenBuilder token) {
        return firstTwoParts(token.sign()) + '.';
    }

    private static String firstTwoParts(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    /// Of the first byte, so that the text stays the canonical form of its bytes.
    private static String tamperedSignature(String token) {
        byte[] signature = Base64Url.decode(token.substring(token.lastIndexOf('.') + 1));
        if (signature == null) {
            throw new IllegalStateException("signed by ourselves a moment ago");
        }
        signature[0] ^= 1;
        return firstTwoParts(token) + '.' + Base64Url.encode(signature);
    }

    private static String tamperedPayload(TokenBuilder token) {
        String signed = token.sign();
        String changed = token.subject("another-user").payloadText();
        return signed.substring(0, signed.indexOf('.') + 1)
                + TokenBuilder.encoded(changed)
                + signed.substring(signed.lastIndexOf('.'));
    }

    private static String signedAsIfWith(TestKey right, TokenBuilder token) {
        TestKey other = TestKey.generate(right.algorithm());
        return token.signedWith(other).header("kid", right.kid()).sign();
    }

    private static String keyBroughtAlong(TokenBuilder token) {
        TestKey right = token.key();
        TestKey other = TestKey.generate(right.algorithm());
        return token.signedWith(other).header("kid", right.kid()).header("jwk", other.jwk()).sign();
    }

    /// The attack on verifiers that let the token choose what their key is.
    private static String publicKeyAsSecret(TokenBuilder token) {
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(publicKey(token.key()).getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
        String input = firstTwoParts(token.header("alg", "HS256").sign());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem.getBytes(US_ASCII), "HmacSHA256"));
            return input + '.' + Base64Url.encode(mac.doFinal(input.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    private static PublicKey publicKey(TestKey key) {
        return key.publicKey()
                .orElseThrow(() -> new IllegalStateException("a secret has no public key"));
    }

    private static String duplicateClaim(TokenBuilder token) {
        String payload = token.payloadText();
        String twice = payload.substring(0, payload.length() - 1) + ",\"sub\":\"another-user\"}";
        return TokenBuilder.sign(token.headerText(), twice, token.key());
    }

    /// The shape alone: whoever can tell more of it has decrypted it.
    private static String encrypted() {
        String header = TokenBuilder.encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}");
        var nothing = new byte[16];
        Arrays.fill(nothing, (byte) 7);
        String part = Base64Url.encode(nothing);
        return header + ".." + part + '.' + part + '.' + part;
    }
}
