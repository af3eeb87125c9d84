package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What attackers make of a genuine token, our verifier refuses, and says why.
class RefusedTokensTest {
    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Verifier verifier;
    private static String header;
    private static String claims;
    private static String signature;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", "correct horse battery");
        verifier = Verifier.forIssuer(authority.issuer(), "api");
        var segments =
                authority
                        .caller()
                        .signIn("ann", "correct horse battery")
                        .text("access_token")
                        .split("\\.", -1);
        header = segments[0];
        claims = segments[1];
        signature = segments[2];
    }

    @AfterAll
    static void stop() {
        verifier.close();
        authority.close();
    }

    @Test
    void the_genuine_one_is_trusted() {
        assertThat(verifier.verify(genuine())).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void other_claims_under_the_same_signature() {
        var forged = decoded(claims).replace("\"usr_", "\"usr_0");

        assertThat(reason(header + "." + encoded(forged) + "." + signature))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void one_bit_of_the_signature_turned() {
        byte[] bytes = Base64.getUrlDecoder().decode(signature);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            var turned = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(reason(header + "." + claims + "." + turned))
                    .isEqualTo(Reason.BAD_SIGNATURE);
            bytes[i] ^= 1;
        }
    }

    @Test
    void a_token_past_its_expiry_and_the_leeway() {
        var clock = InstantSource.system();
        var later = verifier.withClock(() -> clock.instant().plus(Duration.ofSeconds(631)));

        assertThat(reason(later.verify(genuine()))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void a_token_for_another_audience() {
        assertThat(reason(verifier.withAudiences("orders").verify(genuine())))
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test
    void no_signature_at_all() {
        for (var none : List.of("none", "None", "NONE", "nOnE")) {
            var unsigned = encoded(decoded(header).replace("ES256", none)) + "." + claims + ".";

            assertThat(reason(unsigned)).as(none).isEqualTo(Reason.ALG_NOT_ALLOWED);
        }
    }

    @Test
    void a_public_key_used_as_a_shared_secret() throws Exception {
        var published = authority.caller().get("/.well-known/jwks.json").body();
        var forged = encoded(decoded(header).replace("ES256", "HS256")) + "." + claims;

        for (JWK key : JWKSet.parse(published).getKeys()) {
            byte[] der =
                    key instanceof ECKey ec
                            ? ec.toPublicKey().getEncoded()
                            : key.toRSAKey().toPublicKey().getEncoded();
            var pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                            + "\n-----END PUBLIC KEY-----\n";
            for (byte[] secret :
                    List.of(der, pem.getBytes(US_ASCII), key.toJSONString().getBytes(UTF_8))) {
                assertThat(reason(forged + "." + hs256(forged, secret)))
                        .isEqualTo(Reason.ALG_NOT_ALLOWED);
            }
        }
    }

    @Test
    void the_key_of_another_algorithm() {
        var relabelled = encoded(decoded(header).replace("ES256", "RS256"));

        assertThat(reason(relabelled + "." + claims + "." + signature))
                .isIn(Reason.ALG_NOT_ALLOWED, Reason.UNKNOWN_KID);
    }

    @Test
    void the_same_token_written_differently() {
        for (var altered :
                List.of(
                        genuine() + "=",
                        genuine() + "==",
                        header + "=." + claims + "." + signature,
                        header + "." + claims + "=." + signature,
                        " " + genuine(),
                        genuine() + "\n",
                        genuine() + ".",
                        genuine().replace('.', ' '))) {
            assertThat(reason(altered)).as(altered).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void a_token_of_another_type() {
        var idToken = encoded(decoded(header).replace("at+jwt", "JWT"));

        assertThat(reason(idToken + "." + claims + "." + signature)).isEqualTo(Reason.WRONG_TYPE);
    }

    @Test
    void a_key_nobody_published() {
        var unknown = encoded(decoded(header).replaceAll("\"kid\":\"..", "\"kid\":\"__"));

        assertThat(reason(unknown + "." + claims + "." + signature)).isEqualTo(Reason.UNKNOWN_KID);
    }

    @Test
    void the_token_of_another_issuer(@TempDir Path elsewhere) {
        // From the same template and so with the same keys: only the name tells them apart.
        try (var stranger = AuthorityProcess.serve(DataFolders.startedOnce(elsewhere))) {
            stranger.admin().addUser("ann", "correct horse battery");
            var token =
                    stranger.caller().signIn("ann", "correct horse battery").text("access_token");

            assertThat(reason(token)).isEqualTo(Reason.WRONG_ISSUER);
        }
    }

    private static String genuine() {
        return header + "." + claims + "." + signature;
    }

    private static Reason reason(String token) {
        return reason(verifier.verify(token));
    }

    private static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reason();
    }

    private static String decoded(String segment) {
        return new String(Base64.getUrlDecoder().decode(segment), UTF_8);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String hs256(String text, byte[] secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(text.getBytes(US_ASCII)));
    }
}
