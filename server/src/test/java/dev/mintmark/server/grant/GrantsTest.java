package dev.mintmark.server.grant;

import static dev.mintmark.server.fixture.Authority.HOME;
import static dev.mintmark.server.fixture.Authority.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.grant.Outcome.Denied;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.session.Device;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

class GrantsTest {
    private final Authority authority = new Authority();
    private final Client web = AClient.named("web").keepingNoSecret().scoped("read write").build();
    private final Client service = AClient.named("service").build();

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void signing_in_opens_a_session_that_the_tokens_belong_to() {
        var issued = authority.signIn(web);

        var token = trusted(issued);
        assertThat(token.subject()).isEqualTo(authority.alice.id().value());
        assertThat(token.clientId()).isEqualTo("web");
        assertThat(token.scopes()).containsExactly("read", "write");
        assertThat(issued.scope()).isEqualTo(Some.scopes("read write"));
        var family = authority.families.find(issued.refreshToken().orElseThrow()).orElseThrow();
        assertThat(token.sessionId()).contains(family.family().id().toString());
        assertThat(authority.events.of(Event.SignedIn.class))
                .containsExactly(
                        new Event.SignedIn(
                                authority.alice.id(), web.id(), family.family().id(), HOME));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong, wrong_password",
        "nobody, correct horse, unknown_user",
    })
    void whoever_cannot_sign_in_learns_no_more_than_that(String name, String password, String why) {
        var outcome =
                authority.grants.signIn(
                        web,
                        name,
                        password,
                        Optional.empty(),
                        Device.UNKNOWN,
                        Optional.empty(),
                        HOME);

        assertThat(outcome).isEqualTo(new Denied(Denial.BAD_CREDENTIALS));
        assertThat(authority.events.of(Event.SignInRefused.class))
                .singleElement()
                .extracting(Event.SignInRefused::reason)
                .isEqualTo(why);
        assertThat(authority.families.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void r_107_scope_may_be_less_than_registered_and_not_more() {
        assertThat(signIn(web, "read").scope()).isEqualTo(Some.scopes("read"));
        assertThat(
                        authority.grants.signIn(
                                web,
                                "alice",
                                PASSWORD,
                                Optional.of(Some.scopes("read root")),
                                Device.UNKNOWN,
                                Optional.empty(),
                                HOME))
                .isEqualTo(new Denied(Denial.BAD_SCOPE));
    }

    @Test
    void guesses_through_an_application_with_a_secret_do_not_keep_others_out_there() {
        for (int i = 0; i < 8; i++) {
            assertThat(signIn("wrong", Optional.empty())).isInstanceOf(Denied.class);
        }

        assertThat(signIn(PASSWORD, Optional.empty())).isInstanceOf(Issued.class);
    }

    @Test
    void an_application_with_a_secret_may_say_where_people_are() {
        var attacker = Optional.of(InetAddress.ofLiteral("198.51.100.1"));
        for (int i = 0; i < 6; i++) {
            assertThat(signIn("wrong", attacker)).isInstanceOf(Denied.class);
        }

        assertThat(signIn(PASSWORD, attacker)).isInstanceOf(Outcome.Held.class);
        assertThat(signIn(PASSWORD, Optional.of(InetAddress.ofLiteral("198.51.100.2"))))
                .isInstanceOf(Issued.class);
    }

    private Outcome signIn(String password, Optional<InetAddress> stated) {
        return authority.grants.signIn(
                service, "alice", password, Optional.empty(), Device.UNKNOWN, stated, HOME);
    }

    @Test
    void only_a_client_registered_for_sessions_signs_people_in_or_refreshes() {
        var machine = AClient.named("m").allowed(GrantType.CLIENT_CREDENTIALS).build();
        var denied = new Denied(Denial.NOT_FOR_THIS_CLIENT);

        assertThat(
                        authority.grants.signIn(
                                machine,
                                "alice",
                                PASSWORD,
                                Optional.empty(),
                                Device.UNKNOWN,
                                Optional.empty(),
                                HOME))
                .isEqualTo(denied);
        assertThat(authority.refresh(machine, "mm_rt_x")).isEqualTo(denied);
        assertThat(
                        authority.grants.decide(
                                web, new TokenRequest.ByClientCredentials(Optional.empty()), HOME))
                .isEqualTo(denied);
    }

    @Test
    void r_054_a_refresh_keeps_who_when_and_for_whom() {
        var first = authority.signIn(web);
        var before = trusted(first);
        authority.clock.advance(Duration.ofHours(1));

        var second = (Issued) authority.refresh(web, first.refreshToken().orElseThrow());

        var after = trusted(second);
        assertThat(after.sessionId()).isEqualTo(before.sessionId());
        assertThat(after.subject()).isEqualTo(before.subject());
        assertThat(after.audience()).isEqualTo(before.audience());
        assertThat(after.claim("auth_time")).isEqualTo(before.claim("auth_time"));
        assertThat(after.claim("roles")).isEqualTo(before.claim("roles"));
        assertThat(after.tokenId()).isNotEqualTo(before.tokenId());
        assertThat(after.issuedAt()).isEqualTo(authority.clock.instant());
    }

    @Test
    void r_149_a_narrowed_refresh_narrows_one_access_token_only() {
        var first = authority.signIn(web).refreshToken().orElseThrow();
        var narrow = new TokenRequest.ByRefreshToken(first, Optional.of(Some.scopes("read")));

        var narrowed = (Issued) authority.grants.decide(web, narrow, HOME);
        var full = (Issued) authority.refresh(web, narrowed.refreshToken().orElseThrow());

        assertThat(narrowed.scope()).isEqualTo(Some.scopes("read"));
        assertThat(trusted(narrowed).scopes()).containsExactly("read");
        assertThat(full.scope()).isEqualTo(Some.scopes("read write"));
    }

    @Test
    void a_refresh_that_asks_for_more_is_a_bad_scope_and_the_token_stays_good() {
        var token = authority.signIn(web).refreshToken().orElseThrow();
        var more = new TokenRequest.ByRefreshToken(token, Optional.of(Some.scopes("root")));

        assertThat(authority.grants.decide(web, more, HOME))
                .isEqualTo(new Denied(Denial.BAD_SCOPE));
        assertThat(authority.refresh(web, token)).isInstanceOf(Issued.class);
    }

    @Test
    void any_other_refused_refresh_is_a_bad_grant() {
        var token = authority.signIn(web).refreshToken().orElseThrow();
        var other = AClient.named("other").keepingNoSecret().build();

        assertThat(authority.refresh(web, "garbage")).isEqualTo(new Denied(Denial.BAD_GRANT));
        assertThat(authority.refresh(other, token)).isEqualTo(new Denied(Denial.BAD_GRANT));
        assertThat(authority.refresh(web, token)).isInstanceOf(Issued.class);
    }

    @Test
    void no_access_token_outlives_its_session() {
        var issued = authority.signIn(web);
        var end = MovableClock.START.plus(Some.POLICY.absolute());
        while (authority.clock.instant().isBefore(end.minusSeconds(60))) {
            authority.clock.advance(Duration.ofDays(7));
            if (!authority.clock.instant().isBefore(end)) {
                authority.clock.moveTo(end.minusSeconds(60));
            }
            issued = (Issued) authority.refresh(web, issued.refreshToken().orElseThrow());
        }

        assertThat(trusted(issued).expiresAt()).isEqualTo(end);
        assertThat(issued.accessToken().lifetimeSeconds()).isEqualTo(60);
    }

    @Test
    void r_155_when_signing_fails_after_the_rotation_a_retry_gets_the_same_successor() {
        var token = authority.signIn(web).refreshToken().orElseThrow();
        var unsignable = AClient.named("web").keepingNoSecret().signedWith(Algorithm.ED25519);

        assertThatThrownBy(() -> authority.refresh(unsignable.build(), token))
                .isInstanceOf(Unavailable.class);

        var retried = (Issued) authority.refresh(web, token);
        var id = authority.families.find(token).orElseThrow().family().id();
        assertThat(authority.families.find(id).orElseThrow().family().generation()).isEqualTo(1);
        assertThat(authority.refresh(web, retried.refreshToken().orElseThrow()))
                .isInstanceOf(Issued.class);
    }

    @Test
    void r_053_a_service_acts_for_itself_without_session_or_refresh_token() {
        var issued = authority.serviceToken(service);

        var token = trusted(issued);
        assertThat(token.subject()).isEqualTo("service").isEqualTo(token.clientId());
        assertThat(token.sessionId()).isEmpty();
        assertThat(token.audience()).containsExactly("https://orders.example.com");
        assertThat(issued.refreshToken()).isEmpty();
        assertThat(authority.events.of(Event.ServiceTokenIssued.class)).hasSize(1);
    }

    @Test
    void outcomes_and_requests_print_no_token() {
        var issued = authority.signIn(web);
        var request =
                new TokenRequest.ByRefreshToken(
                        issued.refreshToken().orElseThrow(), Optional.empty());

        assertThat(issued + " " + request + " " + authority.events.all())
                .doesNotContain("mm_rt_", "eyJ", PASSWORD);
    }

    private Issued signIn(Client client, String scope) {
        return (Issued)
                authority.grants.signIn(
                        client,
                        "alice",
                        PASSWORD,
                        Optional.of(Some.scopes(scope)),
                        Device.UNKNOWN,
                        Optional.empty(),
                        HOME);
    }

    private Verdict.Trusted trusted(Issued issued) {
        return (Verdict.Trusted) authority.verifier.verify(issued.accessToken().text());
    }
}
