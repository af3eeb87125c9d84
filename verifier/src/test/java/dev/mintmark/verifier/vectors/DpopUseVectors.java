package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.jose.Base64Url;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Several requests in their order: proofs that are used up, and nonces.
final class DpopUseVectors extends DpopTheme {

    private static final long NOW = TokenDraft.NOW;
    private static final byte[] SECRET =
            Base64Url.decode("oom5FsUgt2buEnrGPQqBirOCPXhHqK6MU3DGSnehgAQ");

    DpopUseVectors(KeyRing ring) {
        super(ring, "use", "Several requests, one after the other: proofs used up, and nonces.");
        uses();
        nonces();
    }

    private void uses() {
        String token = bound();
        String proof = aProof().sign("dpop use");
        add("twice", "A proof is good once, as long as it is good", "R-207; RFC 9449 §11.1")
                .request(token, proof)
                .trusted()
                .request(token, proof)
                .refused("dpop_replayed")
                .request(token, proof)
                .at(NOW + 60)
                .refused("dpop_replayed")
                .request(token, proof)
                .at(NOW + 61)
                .refused("dpop_invalid");
        add("same-id-other-spelling", "An id is used up for all spellings of an address", "R-207")
                .request(token, proof)
                .trusted()
                .request(
                        token,
                        aProof().claim("htu", "\"https://API.example.com:443/orders/7?x=1\"")
                                .sign("dpop use again"))
                .refused("dpop_replayed");
        add("same-id-other-address", "At another address an id is another one", "R-207")
                .request(token, proof)
                .trusted()
                .request(
                        token,
                        aProof().claim("htu", "\"https://api.example.com/orders/8\"")
                                .sign("dpop use elsewhere"))
                .address("https://api.example.com/orders/8")
                .trusted();
        String other = boundTo("Ed25519");
        add("same-id-other-key", "Nobody uses up the ids of another client", "R-207")
                .request(token, proof)
                .trusted()
                .request(other, aProof("Ed25519", other).sign("dpop use by another"))
                .trusted();
        add("refused-is-not-used", "A proof that was refused is not used up", "R-207")
                .request(token, proof)
                .method("POST")
                .refused("dpop_invalid")
                .request(token, proof)
                .trusted();
        add("another-id", "A client makes a proof for each request", "R-207")
                .request(token, proof)
                .trusted()
                .request(
                        token,
                        aProof().claim("jti", "\"another-id-of-theirs\"").sign("dpop use next"))
                .trusted();
    }

    private void nonces() {
        String token = bound();
        String current = nonce(NOW);
        String before = nonce(NOW - 300);
        add("no-nonce", "Where nonces are asked for, a proof has one", "R-208; RFC 9449 §9")
                .requiringNonces(Base64Url.encode(SECRET))
                .request(token, aProof().sign("dpop without"))
                .nonces(current, before)
                .refused("dpop_nonce_required")
                .request(token, with(current, "dpop with"))
                .nonces(current, before)
                .trusted();
        add("nonce-of-before", "The nonce of the five minutes before is taken", "R-209")
                .requiringNonces(Base64Url.encode(SECRET))
                .request(token, with(before, "dpop before"))
                .nonces(current, before)
                .trusted();
        add("nonce-too-old", "An older one is not", "R-209")
                .requiringNonces(Base64Url.encode(SECRET))
                .request(token, with(nonce(NOW - 600), "dpop older"))
                .nonces(current, before)
                .refused("dpop_nonce_required");
        for (String invented : new String[] {"", "AAAAAAAAAAAAAAAAAAAAAA", current + "="}) {
            add(
                            "nonce-invented-" + invented.length(),
                            "A nonce that the service never gave",
                            "R-209")
                    .requiringNonces(Base64Url.encode(SECRET))
                    .request(token, with(invented, "dpop invented " + invented.length()))
                    .nonces(current, before)
                    .refused("dpop_nonce_required");
        }
        add("nonce-twice", "A nonce does not make a proof good twice", "R-207")
                .requiringNonces(Base64Url.encode(SECRET))
                .request(token, with(current, "dpop nonce twice"))
                .nonces(current, before)
                .trusted()
                .request(token, with(current, "dpop nonce twice"))
                .nonces(current, before)
                .refused("dpop_replayed");
        add("nonce-unasked", "A nonce that nobody asked for does no harm", "R-209")
                .request(token, with("of another server", "dpop unasked"))
                .trusted();
    }

    private String with(String nonce, String seed) {
        return aProof().claim("nonce", Json.quoted(nonce)).sign(seed);
    }

    /// As Mintmark makes them: 16 bytes of an HMAC over the number of the five minutes.
    private static String nonce(long time) {
        byte[] purpose = "mintmark dpop nonce".getBytes(US_ASCII);
        byte[] input =
                ByteBuffer.allocate(purpose.length + Long.BYTES)
                        .put(purpose)
                        .putLong(time / 300)
                        .array();
        return Base64Url.encode(Arrays.copyOf(Signing.mac("HS256", SECRET, input), 16));
    }
}
