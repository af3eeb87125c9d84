package dev.mintmark.server.revocation;

import static dev.mintmark.server.fixture.Authority.HOME;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.revocation.Introspection.Answer;
import dev.mintmark.server.revocation.Introspection.Caller;
import dev.mintmark.server.session.FamilyStore.Snapshot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LeakReportsTest {
    private static final Answer INACTIVE = new Answer.Inactive();

    private final Authority authority = new Authority();
    private final Client web = AClient.named("web").forAudiences("https://orders").build();
    private final LeakReports reports =
            new LeakReports(
                    authority.verifier::verify,
                    authority.families,
                    authority.browsers,
                    authority.revocations,
                    authority.events);

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void r_180_a_leaked_refresh_token_takes_its_session_with_it_also_when_it_is_an_old_one() {
        var newest = authority.signIn(web);
        var old = authority.signIn(web);
        authority.clock.advance(Duration.ofMinutes(1));
        var successor = (Issued) authority.refresh(web, old.refreshToken().orElseThrow());

        report(newest.refreshToken().orElseThrow(), old.refreshToken().orElseThrow());

        assertThat(examine(newest)).isEqualTo(INACTIVE);
        assertThat(examine(successor)).isEqualTo(INACTIVE);
        assertThat(authority.refresh(web, successor.refreshToken().orElseThrow()))
                .isNotInstanceOf(Issued.class);
        assertThat(authority.events.of(Event.SessionEnded.class))
                .extracting(Event.SessionEnded::reason)
                .containsExactly("leaked", "leaked");
        assertThat(authority.events.of(Event.LeakReported.class))
                .containsExactly(new Event.LeakReported(2, 2, HOME));
    }

    @Test
    void r_180_a_leaked_access_token_takes_its_session_with_it() {
        var signedIn = authority.signIn(web);
        var other = authority.signIn(web);

        report(signedIn.accessToken().text());

        assertThat(examine(signedIn)).isEqualTo(INACTIVE);
        assertThat(authority.refresh(web, signedIn.refreshToken().orElseThrow()))
                .isNotInstanceOf(Issued.class);
        assertThat(examine(other)).isNotEqualTo(INACTIVE);
    }

    @Test
    void r_180_a_leaked_cookie_takes_its_session_with_it() {
        var signedIn = authority.signIn(web);
        var family =
                authority
                        .families
                        .find(signedIn.refreshToken().orElseThrow())
                        .map(Snapshot::family)
                        .orElseThrow();

        report(authority.browsers.handle(family));

        assertThat(examine(signedIn)).isEqualTo(INACTIVE);
    }

    @Test
    void r_180_a_leaked_token_of_a_service_dies_alone() {
        var leaked = authority.serviceToken(web);
        var other = authority.serviceToken(web);

        report(leaked.accessToken().text());

        assertThat(examine(leaked)).isEqualTo(INACTIVE);
        assertThat(examine(other)).isNotEqualTo(INACTIVE);
        assertThat(authority.events.of(Event.TokenDenied.class))
                .extracting(Event.TokenDenied::reason)
                .containsExactly("leaked");
    }

    @Test
    void r_180_what_is_dead_made_up_or_no_token_changes_nothing() {
        var living = authority.signIn(web);
        var over = authority.signIn(web).refreshToken().orElseThrow();
        authority.revocations.revoke(over, web.id(), HOME);

        report(over, "", "x", "a.b.c", "mm_rt_", "mm_sh_garbage", "mm_ak_x", "mm_cs_x");
        report(damaged(living.accessToken().text()));

        assertThat(examine(living)).isNotEqualTo(INACTIVE);
        assertThat(authority.events.of(Event.LeakReported.class))
                .containsExactly(
                        new Event.LeakReported(8, 0, HOME), new Event.LeakReported(1, 0, HOME));
    }

    private static String damaged(String token) {
        int place = token.lastIndexOf('.') + 10;
        return token.substring(0, place)
                + (token.charAt(place) == 'A' ? 'B' : 'A')
                + token.substring(place + 1);
    }

    private void report(String... credentials) {
        reports.take(List.of(credentials), HOME);
    }

    private Answer examine(Issued issued) {
        return authority.introspection.examine(
                issued.accessToken().text(), new Caller(web.id(), web.audiences()));
    }
}
