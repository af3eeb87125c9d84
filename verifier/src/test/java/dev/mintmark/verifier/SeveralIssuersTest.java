package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SeveralIssuersTest {

    private static final URI OTHER = URI.create("https://other.example");

    private final Verifier verifier =
            Verifier.anyOf(
                    aVerifier(),
                    Verifier.forIssuer(
                                    OTHER, "partners", KeySource.of(TestKeys.key(Algorithm.RS256)))
                            .withClock(Tokens.CLOCK));

    @Test
    void each_issuers_tokens_are_judged_by_its_own_rules() {
        assertThat(verifier.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
        assertThat(verifier.verify(fromOther().claim("aud", quoted("partners")).sign()))
                .isInstanceOfSatisfying(
                        Verdict.Trusted.class,
                        token -> assertThat(token.issuer()).isEqualTo(OTHER.toString()));
        assertThat(reason(verifier.verify(fromOther().sign()))).isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test // 8725bis 3.8, R-026
    void no_issuer_can_speak_for_another() {
        assertThat(
                        reason(
                                verifier.verify(
                                        aToken(Algorithm.RS256)
                                                .claim("iss", quoted(Tokens.ISSUER.toString()))
                                                .sign())))
                .isIn(Reason.UNKNOWN_KID, Reason.ALG_NOT_ALLOWED, Reason.BAD_SIGNATURE);
    }

    @Test
    void a_token_of_anybody_else_is_refused() {
        assertThat(reason(verifier.verify(aToken().claim("iss", quoted("https://x")).sign())))
                .isEqualTo(Reason.WRONG_ISSUER);
        assertThat(reason(verifier.verify(aToken().without("iss").sign())))
                .isEqualTo(Reason.WRONG_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "a.b", "e30.e30.", "e30.W10.", "....", "e30.ew.e30"})
    void nonsense_is_refused_like_anywhere(String nonsense) {
        assertThat(verifier.verify(nonsense)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void options_change_all_of_them() {
        var strict = verifier.withMaxLifetime(Duration.ofSeconds(1));

        assertThat(reason(strict.verify(aToken().sign()))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(strict.verify(fromOther().claim("aud", quoted("partners")).sign())))
                .isEqualTo(Reason.MALFORMED);
        assertThatThrownBy(() -> verifier.withKeys(KeySource.of(TestKeys.key(Algorithm.ES256))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_keeps_its_listener_and_one_more_hears_all() {
        var first = new Heard();
        var second = new Heard();
        var all = new Heard();
        var several =
                Verifier.anyOf(
                                aVerifier().withListener(first),
                                Verifier.forIssuer(
                                                OTHER,
                                                "partners",
                                                KeySource.of(TestKeys.key(Algorithm.RS256)))
                                        .withClock(Tokens.CLOCK)
                                        .withListener(second))
                        .withListener(all)
                        .withLeeway(Duration.ZERO);

        var good = (Verdict.Trusted) several.verify(aToken().sign());
        Verdict bad = several.verify(fromOther().sign());
        Verdict nobodys = several.verify(aToken().claim("iss", quoted("https://x")).sign());
        Verdict scopeless = several.require(good, Requirements.scopes("never:granted"));

        assertThat(first.judged).containsExactly(good);
        assertThat(first.insufficient).containsExactly(scopeless);
        assertThat(second.judged).containsExactly(bad);
        assertThat(second.insufficient).isEmpty();
        assertThat(all.judged).containsExactly(good, bad, nobodys);
        assertThat(all.insufficient).containsExactly(scopeless);
    }

    private static final class Heard implements VerdictListener {
        private final List<Verdict> judged = new ArrayList<>();
        private final List<Verdict> insufficient = new ArrayList<>();

        @Override
        public void judged(Verdict verdict) {
            judged.add(verdict);
        }

        @Override
        public void insufficient(Verdict.Refused verdict) {
            insufficient.add(verdict);
        }
    }

    @Test
    void a_listener_that_fails_keeps_no_other_from_hearing() {
        var heard = new ArrayList<Verdict>();
        var inner =
                Verifier.anyOf(aVerifier().withListener(heard::add))
                        .withListener(verdict -> {
                            throw new IllegalStateException("on purpose");
                        });
        var several =
                Verifier.anyOf(
                        inner,
                        Verifier.forIssuer(
                                OTHER, "partners", KeySource.of(TestKeys.key(Algorithm.RS256))));

        assertThat(several.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
        assertThat(heard).hasSize(1);
        assertThat(inner.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
        assertThat(heard).hasSize(2);
    }

    @Test
    void two_for_one_issuer_would_leave_open_which_decides() {
        assertThatThrownBy(() -> Verifier.anyOf(aVerifier(), aVerifier()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Tokens fromOther() {
        return aToken(Algorithm.RS256).claim("iss", quoted(OTHER.toString()));
    }

    private static Reason reason(Verdict verdict) {
        return ((Verdict.Refused) verdict).reason();
    }
}
