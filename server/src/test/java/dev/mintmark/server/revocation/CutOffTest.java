package dev.mintmark.server.revocation;

import static dev.mintmark.server.fixture.Authority.HOME;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.grant.Outcome;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.revocation.Introspection.Answer;
import dev.mintmark.server.revocation.Introspection.Caller;
import dev.mintmark.server.revocation.Revocations.Shown;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.FamilyStore.CutOff;
import dev.mintmark.verifier.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Nothing that was issued until some moment counts, for one or for all.
class CutOffTest {
    private static final Answer INACTIVE = new Answer.Inactive();

    private final Authority authority = new Authority();
    private final Client web = AClient.named("web").forAudiences("https://orders").build();

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void r_151_after_a_cut_off_of_a_person_neither_refresh_nor_introspection_knows_the_tokens() {
        var before = authority.signIn(web);

        var cutOff = ofAlice();

        assertThat(cutOff.ended()).isEqualTo(1);
        assertThat(refresh(before)).isNotInstanceOf(Issued.class);
        assertThat(examine(before)).isEqualTo(INACTIVE);
        assertThat(authority.events.of(Event.CutOff.class))
                .containsExactly(
                        new Event.CutOff(
                                Optional.of(authority.alice.id()), cutOff.notBefore(), 1, HOME));
    }

    @Test
    void a_cut_off_of_a_person_leaves_others_alone() {
        var service = authority.serviceToken(web).accessToken().text();
        assertThat(
                        authority.accounts.add(
                                Some.name("bob"), Authority.PASSWORD, List.of(), Witness.silent()))
                .isPresent();
        var bobs = signIn("bob");

        ofAlice();

        assertThat(examine(bobs)).isInstanceOf(Answer.ActiveAccessToken.class);
        assertThat(examine(service)).isInstanceOf(Answer.ActiveAccessToken.class);
        assertThat(refresh(bobs)).isInstanceOf(Issued.class);
    }

    @Test
    void r_151_a_cut_off_of_everybody_takes_people_and_services() {
        var alices = authority.signIn(web);
        var service = authority.serviceToken(web).accessToken().text();

        var cutOff = authority.families.cutOff(Optional.empty(), HOME);

        assertThat(cutOff.ended()).isEqualTo(1);
        assertThat(refresh(alices)).isNotInstanceOf(Issued.class);
        assertThat(examine(alices)).isEqualTo(INACTIVE);
        assertThat(examine(service)).isEqualTo(INACTIVE);
        assertThat(authority.events.of(Event.CutOff.class))
                .containsExactly(new Event.CutOff(Optional.empty(), cutOff.notBefore(), 1, HOME));
    }

    @Test
    void whoever_signs_in_at_once_afterwards_is_not_cut_off() {
        for (var user : List.of(Optional.of(authority.alice.id()), Optional.<Object>empty())) {
            var cutOff =
                    user.isPresent()
                            ? ofAlice()
                            : authority.families.cutOff(Optional.empty(), HOME);

            var after = authority.signIn(web);

            assertThat(issuedAt(after)).isEqualTo(cutOff.notBefore());
            assertThat(examine(after)).isInstanceOf(Answer.ActiveAccessToken.class);
            var next = (Issued) refresh(after);
            assertThat(issuedAt(next)).isEqualTo(cutOff.notBefore());
            assertThat(examine(next)).isInstanceOf(Answer.ActiveAccessToken.class);
        }
    }

    @Test
    void a_clock_that_was_set_back_makes_no_dead_sessions() {
        authority.clock.advance(Duration.ofSeconds(30));
        var cutOff = authority.families.cutOff(Optional.empty(), HOME);
        authority.clock.advance(Duration.ofSeconds(-30));

        var after = authority.signIn(web);

        assertThat(issuedAt(after)).isEqualTo(cutOff.notBefore());
        assertThat(refresh(after)).isInstanceOf(Issued.class);
    }

    @Test
    void a_service_gets_a_token_that_counts_from_the_moment_on() {
        var cutOff = authority.families.cutOff(Optional.empty(), HOME);
        authority.clock.advance(Duration.between(MovableClock.START, cutOff.notBefore()));

        assertThat(examine(authority.serviceToken(web).accessToken().text()))
                .isInstanceOf(Answer.ActiveAccessToken.class);
    }

    @Test
    void an_administrator_revokes_a_token_that_is_shown_whosever_it_is() {
        var signedIn = authority.signIn(web);
        var access = signedIn.accessToken().text();
        var refresh = signedIn.refreshToken().orElseThrow();

        assertThat(shown(access)).isEqualTo(Shown.ACCESS_TOKEN);
        assertThat(shown(access)).isEqualTo(Shown.NOTHING);
        assertThat(examine(access)).isEqualTo(INACTIVE);
        assertThat(refresh(signedIn)).isInstanceOf(Issued.class);

        assertThat(shown(refresh)).isEqualTo(Shown.SESSION);
        assertThat(shown(refresh)).isEqualTo(Shown.NOTHING);
        assertThat(refresh(signedIn)).isNotInstanceOf(Issued.class);
        assertThat(shown("garbage")).isEqualTo(Shown.NOTHING);
    }

    @Test
    void an_access_token_of_which_only_the_id_is_known_can_be_denied() {
        var signedIn = authority.signIn(web);
        var expiresAt = authority.clock.instant().plus(Outbox.KEPT);

        authority.revocations.deny(signedIn.accessToken().id(), expiresAt, HOME);

        assertThat(examine(signedIn)).isEqualTo(INACTIVE);
        assertThat(refresh(signedIn)).isInstanceOf(Issued.class);
        assertThat(authority.events.of(Event.TokenDenied.class))
                .containsExactly(
                        new Event.TokenDenied(
                                signedIn.accessToken().id(),
                                Optional.empty(),
                                "ended_by_admin",
                                HOME));
    }

    private CutOff ofAlice() {
        return authority.families.cutOff(Optional.of(authority.alice.id()), HOME);
    }

    private Issued signIn(String name) {
        return (Issued)
                authority.grants.signIn(
                        web,
                        name,
                        Authority.PASSWORD,
                        Optional.empty(),
                        Device.UNKNOWN,
                        Optional.empty(),
                        HOME);
    }

    private Shown shown(String token) {
        return authority.revocations.revokeShown(token, HOME);
    }

    private Outcome refresh(Issued issued) {
        return authority.refresh(web, issued.refreshToken().orElseThrow());
    }

    private Answer examine(Issued issued) {
        return examine(issued.accessToken().text());
    }

    private Answer examine(String token) {
        return authority.introspection.examine(token, new Caller(web.id(), web.audiences()));
    }

    private Instant issuedAt(Issued issued) {
        return ((Verdict.Trusted) authority.verifier.verify(issued.accessToken().text()))
                .issuedAt();
    }
}
