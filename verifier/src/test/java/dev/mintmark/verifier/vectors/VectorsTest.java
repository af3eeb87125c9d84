package dev.mintmark.verifier.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The published vectors, on both providers.
class VectorsTest {

    private static final int LEAST_CASES = 250;

    private static final List<VectorCase> CASES = Vectors.all();

    /// Without those of algorithms that no provider here knows: ML-DSA before Java 24.
    static Stream<VectorCase> cases() {
        return CASES.stream()
                .filter(each -> !needsMlDsa(each) || Algorithm.ML_DSA_44.isSupported());
    }

    private static boolean isForTheJdk(VectorCase each) {
        return !needsMlDsa(each) || SignatureProvider.jdk().supports(Algorithm.ML_DSA_44);
    }

    private static boolean needsMlDsa(VectorCase each) {
        return each.id().startsWith("ml-dsa/");
    }

    @TestFactory
    Stream<DynamicNode> every_case_ends_as_published_on_the_accelerated_provider() {
        // Not pinned to it: what it does not take falls to the JDK, as for everybody.
        return cases().map(each -> test(each, UnaryOperator.identity()));
    }

    @TestFactory
    Stream<DynamicNode> every_case_ends_as_published_on_the_jdk() {
        return cases().filter(VectorsTest::isForTheJdk)
                .map(each -> test(each, key -> key.on(SignatureProvider.jdk())));
    }

    @Test
    void there_are_enough_cases_and_no_two_share_an_id() {
        var ids = cases().map(VectorCase::id).toList();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(LEAST_CASES).doesNotHaveDuplicates();
    }

    @Test
    void every_algorithm_is_there_both_good_and_broken() {
        for (Algorithm algorithm : Algorithm.values()) {
            if (!algorithm.isSupported()) {
                continue;
            }
            List<String> only = List.of(algorithm.wireName());
            assertThat(cases().filter(each -> each.settings().algorithms().equals(only)))
                    .as(algorithm.wireName())
                    .anyMatch(each -> each.reason().isEmpty())
                    .anyMatch(each -> each.reason().equals(Optional.of("bad_signature")));
        }
    }

    @Test
    void a_field_that_the_format_does_not_have_is_noticed(@TempDir Path folder) throws Exception {
        String valid = Files.readString(VectorFolder.find().resolve("valid.json"));
        for (String field : List.of("\"title\"", "\"leeway\"", "\"theme\"")) {
            Path file = folder.resolve("valid.json");
            Files.writeString(file, valid.replaceFirst(field, "\"surplus\": 1, " + field), UTF_8);
            assertThatThrownBy(() -> VectorCase.read(file)).hasMessageContaining("surplus");
        }
    }

    private static DynamicNode test(VectorCase each, UnaryOperator<VerificationKey> provider) {
        return DynamicTest.dynamicTest(each.id() + ": " + each.title(), () -> run(each, provider));
    }

    private static void run(VectorCase each, UnaryOperator<VerificationKey> provider)
            throws Exception {
        try (var verifier = VectorVerifier.of(each, provider)) {
            check(each, verdict(each, verifier));
            // Once more, since a verifier remembers things.
            check(each, verdict(each, verifier));
        }
    }

    private static Verdict verdict(VectorCase each, Verifier verifier) {
        try {
            return verifier.verify(each.token());
        } catch (RuntimeException e) {
            throw new AssertionError(each.id() + " has to end in a verdict", e);
        }
    }

    private static void check(VectorCase each, Verdict verdict) throws Exception {
        if (each.reason().isPresent()) {
            assertThat(verdict).as(each.id()).isInstanceOf(Verdict.Refused.class);
            var refused = (Verdict.Refused) verdict;
            assertThat(refused.reason().code())
                    .as("%s: %s", each.id(), refused.detail())
                    .isEqualTo(each.reason().orElseThrow());
        } else {
            assertThat(verdict)
                    .as("%s: %s", each.id(), verdict)
                    .isInstanceOf(Verdict.Trusted.class);
            checkClaims(each, (Verdict.Trusted) verdict);
        }
    }

    private static void checkClaims(VectorCase each, Verdict.Trusted trusted) throws Exception {
        JsonObject expected = each.claims().orElseThrow();
        assertThat(trusted.issuer()).isEqualTo(text(expected, "iss"));
        assertThat(trusted.subject()).isEqualTo(text(expected, "sub"));
        assertThat(trusted.audience()).isEqualTo(VectorCase.texts(expected, "aud"));
        assertThat(trusted.clientId()).isEqualTo(text(expected, "client_id"));
        assertThat(trusted.tokenId()).isEqualTo(text(expected, "jti"));
        assertThat(trusted.issuedAt()).isEqualTo(instant(expected, "iat"));
        assertThat(trusted.expiresAt()).isEqualTo(instant(expected, "exp"));
        assertThat(trusted.sessionId()).isEqualTo(expected.string("sid"));
        assertThat(trusted.scopes())
                .containsExactlyElementsOf(
                        expected.has("scope") ? VectorCase.texts(expected, "scope") : List.of());
        // Nothing that was signed may get lost on the way.
        byte[] payload = Base64Url.decode(each.token().split("\\.", -1)[1]);
        assertThat(trusted.claims()).isEqualTo(JsonReader.read(payload, JsonLimits.CLAIMS));
    }

    private static String text(JsonObject claims, String name) {
        return claims.string(name).orElseThrow();
    }

    private static Instant instant(JsonObject claims, String name) {
        return Instant.ofEpochSecond(((JsonNumber) claims.member(name)).asLong().orElseThrow());
    }
}
