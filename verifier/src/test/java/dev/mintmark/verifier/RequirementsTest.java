package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// V10.3.2, V10.3.4, RFC 9470.
class RequirementsTest {

    @Test
    void all_scopes_have_to_be_there() {
        var verifier = aVerifier().requiring(Requirements.scopes("read", "write"));

        assertThat(verifier.verify(aToken().claim("scope", quoted("write read x")).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(reason(verifier.verify(aToken().claim("scope", quoted("read")).sign())))
                .isEqualTo(Reason.INSUFFICIENT_SCOPE);
        assertThat(reason(verifier.verify(aToken().sign()))).isEqualTo(Reason.INSUFFICIENT_SCOPE);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"mfa\"',    true",
        "'\"phr\"',    true",
        "'\"pwd\"',    false",
        "'[\"mfa\"]',  false",
        "1,            false",
    })
    void any_acr_will_do_if_it_is_one_of_those(String acr, boolean enough) {
        var verifier = aVerifier().requiring(Requirements.NONE.withAcr("mfa", "phr"));

        var verdict = verifier.verify(aToken().claim("acr", acr).sign());

        assertThat(verdict instanceof Verdict.Trusted).isEqualTo(enough);
        if (!enough) {
            assertThat(reason(verdict)).isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
        }
        assertThat(reason(verifier.verify(aToken().sign())))
                .isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-300, true", "-301, false", "10, true", "11, false"})
    void a_sign_in_must_not_be_too_long_ago(long age, boolean enough) {
        var verifier = aVerifier().requiring(Requirements.NONE.withMaxAge(Duration.ofMinutes(5)));
        long signedIn = Tokens.NOW.getEpochSecond() + age;

        var verdict = verifier.verify(aToken().claim("auth_time", "" + signedIn).sign());

        assertThat(verdict instanceof Verdict.Trusted).isEqualTo(enough);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"1800000000\"", "-1", "1e400"})
    void a_sign_in_at_no_time_is_not_recent(String authTime) {
        var verifier = aVerifier().requiring(Requirements.NONE.withMaxAge(Duration.ofDays(9999)));

        assertThat(reason(verifier.verify(aToken().claim("auth_time", authTime).sign())))
                .isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
        assertThat(reason(verifier.verify(aToken().sign())))
                .isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
    }

    @Test
    void one_endpoint_can_ask_for_more_than_the_others() {
        var verifier = aVerifier();
        var token =
                (Verdict.Trusted) verifier.verify(aToken().claim("scope", quoted("read")).sign());

        assertThat(verifier.require(token, Requirements.scopes("read"))).isSameAs(token);
        assertThat(reason(verifier.require(token, Requirements.scopes("write"))))
                .isEqualTo(Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void whoever_answers_can_name_what_is_asked_of_every_token() {
        var needed = Requirements.scopes("read").withMaxAge(Duration.ofMinutes(5));

        assertThat(aVerifier().required()).isEqualTo(Requirements.NONE);
        assertThat(aVerifier().requiring(needed).required())
                .isEqualTo(Requirements.scopes("read").withMaxAge(Duration.ofMinutes(5)));
    }

    @Test
    void a_token_that_is_no_good_is_refused_for_that() {
        var verifier = aVerifier().requiring(Requirements.scopes("read"));

        assertThat(reason(verifier.verify(aToken().claim("aud", quoted("other")).sign())))
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quo\"te", "back\\slash", "ünïcode", "line\n"})
    void what_a_challenge_cannot_quote_cannot_be_required(String word) {
        assertThatThrownBy(() -> Requirements.scopes(word))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Requirements.NONE.withAcr(word))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Reason reason(Verdict verdict) {
        return ((Verdict.Refused) verdict).reason();
    }
}
