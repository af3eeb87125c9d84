package dev.mintmark.verifier.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What other libraries sign, we trust, and what we sign, they trust: of every algorithm, on both
/// providers.
class InteropTest {

    private static final Map<String, Library> LIBRARIES =
            Map.of(
                    "Nimbus", new NimbusLibrary(),
                    "jjwt", new JjwtLibrary(),
                    "jose4j", new Jose4jLibrary());

    /// All that there are in 2025's JOSE; for those of 2026 see [MlDsaInteropTest].
    private static final Set<Algorithm> ALGORITHMS =
            EnumSet.range(Algorithm.RS256, Algorithm.HS512);

    static Stream<Arguments> everything() {
        return ALGORITHMS.stream()
                .flatMap(algorithm ->
                        LIBRARIES.keySet().stream()
                                .sorted()
                                .flatMap(library ->
                                        Stream.of(
                                                        SignatureProvider.jdk(),
                                                        SignatureProvider.fastest())
                                                .map(provider ->
                                                        Arguments.of(
                                                                library, algorithm, provider))));
    }

    static Stream<String> librariesWithTheOlderName() {
        return LIBRARIES.keySet().stream()
                .filter(library -> LIBRARIES.get(library).name(Algorithm.ED25519).equals("EdDSA"));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_another_library_signs_we_trust(
            String name, Algorithm algorithm, SignatureProvider provider) throws Exception {
        var library = LIBRARIES.get(name);
        String token = library.sign(algorithm, Sample.kid(algorithm), Sample.signingKey(algorithm));
        var verifier = Sample.verifier(algorithm, provider);
        if (!library.name(algorithm).equals(algorithm.wireName())) {
            // the older name is understood where it is asked for, and nowhere else.
            assertThat(verifier.verify(token))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo(Reason.ALG_NOT_ALLOWED));
            verifier = verifier.acceptingLegacyEdDsa();
        }

        assertThat(verifier.verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Trusted.class,
                        trusted -> {
                            assertThat(trusted.subject()).isEqualTo(Sample.SUBJECT);
                            assertThat(trusted.audience()).isEqualTo(List.of(Sample.AUDIENCE));
                            assertThat(trusted.clientId()).isEqualTo(Sample.CLIENT);
                            assertThat(trusted.tokenId()).isEqualTo(Sample.ID);
                            assertThat(trusted.scopes()).containsExactly("read", "write");
                            assertThat(trusted.issuedAt()).isEqualTo(Sample.NOW);
                            assertThat(trusted.expiresAt()).isEqualTo(Sample.EXPIRY);
                            assertThat(trusted.algorithm()).isEqualTo(algorithm);
                        });
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_we_sign_another_library_trusts(
            String name, Algorithm algorithm, SignatureProvider provider) throws Exception {
        var library = LIBRARIES.get(name);
        String token = Sample.minted(algorithm, library.name(algorithm), provider);

        assertThat(library.subject(token, algorithm, Sample.verifyingKey(algorithm)))
                .isEqualTo(Sample.SUBJECT);
    }

    /// Fails when a library has learnt the name of RFC 9864: then the guide says too little.
    @ParameterizedTest
    @MethodSource("librariesWithTheOlderName")
    void some_know_ed25519_by_its_older_name_only(String name) {
        String token = Sample.minted(Algorithm.ED25519, "Ed25519", SignatureProvider.jdk());
        assertThatThrownBy(() ->
                        LIBRARIES
                                .get(name)
                                .subject(
                                        token,
                                        Algorithm.ED25519,
                                        Sample.verifyingKey(Algorithm.ED25519)))
                .isInstanceOf(Exception.class);
    }
}
