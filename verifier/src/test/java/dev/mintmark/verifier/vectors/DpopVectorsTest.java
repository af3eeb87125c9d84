package dev.mintmark.verifier.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// the published vectors about proofs of possession.
class DpopVectorsTest {

    private static final List<DpopCase> CASES = DpopCase.all();

    @TestFactory
    Stream<DynamicNode> every_case_ends_as_published_R_205_R_206_R_207_R_208_R_209_R_211_R_212() {
        return CASES.stream()
                .map(each ->
                        DynamicTest.dynamicTest(each.id() + ": " + each.title(), () -> run(each)));
    }

    @Test
    void there_are_enough_cases_and_no_two_share_an_id() {
        assertThat(CASES.stream().map(DpopCase::id))
                .hasSizeGreaterThanOrEqualTo(100)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_reason_that_has_to_do_with_proofs_is_there() {
        Set<String> reasons =
                CASES.stream()
                        .flatMap(each -> each.requests().stream())
                        .flatMap(request -> request.reason().stream())
                        .collect(Collectors.toSet());
        assertThat(Stream.of(Reason.values()).map(Reason::code).filter(c -> c.startsWith("dpop_")))
                .allSatisfy(code -> assertThat(reasons).contains(code));
    }

    @Test
    void a_field_that_the_format_does_not_have_is_noticed(@TempDir Path folder) throws Exception {
        String file = "dpop-use.json";
        String good = Files.readString(VectorFolder.find().resolve("dpop").resolve(file));
        for (String field : List.of("\"title\"", "\"accept\"", "\"theme\"", "\"uri\"")) {
            Path copy = folder.resolve(file);
            Files.writeString(copy, good.replaceFirst(field, "\"surplus\": 1, " + field), UTF_8);
            assertThatThrownBy(() -> DpopCase.read(copy)).hasMessageContaining("surplus");
        }
    }

    private static void run(DpopCase each) {
        var time = new AtomicLong();
        Dpop dpop =
                Dpop.remembering(ReplayStore.inMemory(100))
                        .withClock(() -> Instant.ofEpochSecond(time.get()))
                        .withAlgorithms(
                                each.algorithms().stream()
                                        .map(name -> Algorithm.named(name).orElseThrow())
                                        .collect(Collectors.toSet()));
        if (each.accept().contains("legacy-eddsa")) {
            dpop = dpop.acceptingLegacyEdDsa();
        }
        if (each.nonceSecret().isPresent()) {
            dpop = dpop.withNonces(Base64Url.decode(each.nonceSecret().get()));
        }
        try (var verifier =
                Verifier.forIssuer(
                                URI.create(each.issuer()),
                                each.audiences().get(0),
                                KeySource.jwkSet(each.keySet()))
                        .withClock(() -> Instant.ofEpochSecond(time.get()))) {
            for (DpopCase.Request request : each.requests()) {
                time.set(request.at());
                var proof = dpop.proof(request.proofs(), request.method(), request.uri());
                Verdict verdict = verifier.verify(request.token(), proof);
                check(each, request, verdict);
                checkNonce(request, dpop.nonceFor(verdict).orElse(null));
            }
        }
    }

    private static void check(DpopCase each, DpopCase.Request request, Verdict verdict) {
        if (request.reason().isEmpty()) {
            assertThat(verdict)
                    .as("%s: %s", each.id(), verdict)
                    .isInstanceOf(Verdict.Trusted.class);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused ->
                                    assertThat(refused.reason().code())
                                            .as("%s: %s", each.id(), refused.detail())
                                            .isEqualTo(request.reason().get()));
        }
    }

    /// What is handed out is the newest of those that the case says are taken.
    private static void checkNonce(DpopCase.Request request, String handedOut) {
        if (!request.nonces().isEmpty()) {
            assertThat(handedOut).isEqualTo(request.nonces().get(0));
        }
    }
}
