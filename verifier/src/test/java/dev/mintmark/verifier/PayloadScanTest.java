package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/// The quick way through a payload never says anything else than the thorough one.
class PayloadScanTest {

    private static final String PLAIN =
            "{\"iss\":\"https://id.example\",\"sub\":\"usr_1\",\"aud\":\"orders\",\"client_id\":\"shop\","
                    + "\"iat\":1800000000,\"exp\":1800000600,\"jti\":\"j1\",\"scope\":\"read write\","
                    + "\"sid\":\"s1\",\"auth_time\":1799999990,\"roles\":[\"a\",\"b\"],"
                    + "\"status\":{\"status_list\":{\"idx\":7,\"uri\":\"https://id.example/status/1\"}},"
                    + "\"cnf\":{\"jkt\":\"x\"},\"nbf\":1800000000,\"more\":{\"deep\":[1,{\"x\":true}]}}";

    @Test
    void what_nearly_every_token_looks_like_is_scanned() {
        var scanned = PayloadScan.scan(PLAIN.getBytes(UTF_8));

        assertThat(scanned).isNotNull();
        assertSame(scanned, thorough(PLAIN.getBytes(UTF_8)));
        assertThat(scanned.isBound()).isTrue();
        assertThat(scanned.status())
                .contains(new TokenHandles.StatusReference("https://id.example/status/1", 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"usr_1\"|\"sub\":\"usr_\\u0031\"",
                "\"sub\":\"usr_1\"|\"sub\":\"usr_ä\"",
                "\"sub\":\"usr_1\"|\"sub\":1",
                "\"sub\":\"usr_1\"|\"sub\":\"\"",
                "\"sub\":\"usr_1\"|\"s\\u0075b\":\"usr_1\"",
                "\"jti\":\"j1\"|\"jti\":\"j1\",\"jti\":\"j2\"",
                "\"jti\":\"j1\"|\"jti\":\"j1\",\"x\":1,\"x\":1",
                "\"jkt\":\"x\"|\"jkt\":\"x\",\"jkt\":\"x\"",
                "\"deep\":[1,|\"deep\":[1,{\"y\":1,\"y\":2},",
                "\"nbf\":1800000000|\"nbf\":1800000000.5",
                "\"iat\":1800000000|\"iat\":18e8",
                "\"iat\":1800000000|\"iat\":01800000000",
                "\"iat\":1800000000|\"iat\":-1",
                "\"exp\":1800000600|\"exp\":999999999999",
                "\"exp\":1800000600|\"exp\":null",
                "\"scope\":\"read write\"|\"scope\":\"read  write\"",
                "\"scope\":\"read write\"|\"scope\":\" read\"",
                "\"scope\":\"read write\"|\"scope\":\"\"",
                "\"aud\":\"orders\"|\"aud\":[]",
                "\"aud\":\"orders\"|\"aud\":[\"a\",1]",
                "\"aud\":\"orders\"|\"aud\":\"\"",
                "\"idx\":7|\"idx\":-7",
                "\"idx\":7,|",
                "\"idx\":7|\"idx\":\"7\"",
                "\"cnf\"|\"nonce\":\"n\",\"cnf\"",
                "\"cnf\"|\"events\":{},\"cnf\"",
                "true|truth",
                "]}}|]}},",
                "{\"iss\"|{,\"iss\"",
                "}]}}|}],}}",
                "\"a\",\"b\"]|\"a\",\"b\",]",
            })
    void what_is_out_of_the_ordinary_is_left_to_the_thorough_way(String change) {
        var parts = change.split("\\|", -1);
        byte[] payload = PLAIN.replace(parts[0], parts[1]).getBytes(UTF_8);

        assertThat(PayloadScan.scan(payload)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aud\":\"orders\"|\"aud\":[\"orders\"]",
                "\"aud\":\"orders\"|\"aud\":[ \"a\" , \"b\" ]",
                ",\"sid\":\"s1\"|",
                ",\"scope\":\"read write\"|",
                "\"nbf\":1800000000|\"nbf\":0",
                ":{\"status_list\":{\"idx\":7,\"uri\":\"https://id.example/status/1\"}}|:{}",
                ",|\t, \r\n",
                "\"deep\"|\"iss\"",
                "\"jkt\":\"x\"|\"sub\":\"\"",
            })
    void lawful_variants_are_read_alike(String change) {
        var parts = change.split("\\|", -1);
        byte[] payload = PLAIN.replace(parts[0], parts[1]).getBytes(UTF_8);

        assertThat(PayloadScan.scan(payload)).isNotNull();
        assertSame(PayloadScan.scan(payload), thorough(payload));
    }

    @Test
    void random_damage_never_makes_the_two_differ() {
        var random = new Random(20261124);
        var snippets = "{}[]\",:0123456789-+.eE\\u truefalsn\t\u0001\u00e4".toCharArray();
        int scanned = 0;
        for (int round = 0; round < 100_000; round++) {
            var text = new StringBuilder(PLAIN);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, snippets[random.nextInt(snippets.length)]);
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, snippets[random.nextInt(snippets.length)]);
                    default -> {
                        int from = random.nextInt(text.length());
                        int to = Math.min(text.length(), from + random.nextInt(30));
                        text.insert(at, text.substring(from, to));
                    }
                }
            }
            byte[] payload = text.toString().getBytes(ISO_8859_1);
            var quick = PayloadScan.scan(payload);
            if (quick != null) {
                scanned++;
                assertSame(quick, thorough(payload));
            }
        }
        assertThat(scanned).isGreaterThan(3_000);
    }

    private static void assertSame(AccessClaims quick, @Nullable AccessClaims thorough) {
        assertThat(thorough).as(quick.all().toString()).isNotNull();
        assertThat(
                        new ReadClaims(
                                quick.issuer(),
                                quick.subject(),
                                quick.audience(),
                                quick.clientId(),
                                quick.tokenId(),
                                quick.sessionId(),
                                quick.scopes(),
                                quick.issuedAt(),
                                quick.expiresAt(),
                                quick.notBefore(),
                                quick.status(),
                                quick.all()))
                .isEqualTo(thorough);
        assertThat(quick.isBound()).isEqualTo(thorough.isBound());
        assertThat(quick.isOfOtherKind()).isEqualTo(thorough.isOfOtherKind());
    }

    private static @Nullable AccessClaims thorough(byte[] payload) {
        try {
            return JsonReader.read(payload, JsonLimits.CLAIMS) instanceof JsonObject object
                    ? ClaimsReader.read(object).claims()
                    : null;
        } catch (MalformedJson e) {
            return null;
        }
    }
}
