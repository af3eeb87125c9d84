package dev.mintmark.server.revocation;

import static dev.mintmark.server.fixture.Authority.HOME;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.guard.Quota;
import dev.mintmark.server.guard.RateLimit;
import dev.mintmark.server.revocation.Introspection.Answer;
import dev.mintmark.server.revocation.Introspection.Caller;
import dev.mintmark.server.revocation.Revocations.Result;
import dev.mintmark.server.session.EndReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RevocationTest {
    private static final Answer INACTIVE = new Answer.Inactive();

    private final Authority authority = new Authority();
    private final Client web = AClient.named("web").forAudiences("https://orders").build();
    private final Client orders =
            AClient.named("orders-api").forAudiences("https://orders").build();
    private final Client bills = AClient.named("bills-api").forAudiences("https://bills").build();
    private final Issued issued = authority.signIn(web);
    private final String access = issued.accessToken().text();
    private final String refresh = issued.refreshToken().orElseThrow();

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void r_176_the_resource_a_token_is_for_and_the_client_it_is_of_see_it() {
        for (var caller : List.of(orders, web)) {
            assertThat(examine(access, caller))
                    .isInstanceOfSatisfying(
                            Answer.ActiveAccessToken.class,
                            active -> {
                                assertThat(active.token().tokenId())
                                        .isEqualTo(issued.accessToken().id());
                                // What the token does not say, only its own client learns.
                                assertThat(active.userName())
                                        .isEqualTo(
                                                caller.equals(web)
                                                        ? Optional.of("alice")
                                                        : Optional.empty());
                            });
        }
    }

    @Test
    void r_175_to_anybody_else_a_living_token_looks_dead() {
        assertThat(examine(access, bills)).isEqualTo(INACTIVE);
        assertThat(examine(refresh, bills)).isEqualTo(INACTIVE);
    }

    @Test
    void r_176_a_refresh_token_is_seen_by_its_own_client_only() {
        assertThat(examine(refresh, orders)).isEqualTo(INACTIVE);
        assertThat(examine(refresh, web))
                .isInstanceOfSatisfying(
                        Answer.ActiveRefreshToken.class,
                        active -> {
                            assertThat(active.userName()).isEqualTo("alice");
                            assertThat(active.until())
                                    .isEqualTo(MovableClock.START.plus(Some.POLICY.idle()));
                        });
    }

    @Test
    void looking_at_a_replaced_refresh_token_does_not_end_its_family() {
        authority.refresh(web, refresh);
        authority.clock.advance(Duration.ofSeconds(31));

        assertThat(examine(refresh, web)).isEqualTo(INACTIVE);
        assertThat(examine(access, web)).isInstanceOf(Answer.ActiveAccessToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "mm_rt_", "mm_rt_garbage", "mm_ak_x"})
    void r_170_r_175_garbage_is_inactive_and_revoking_it_succeeds(String token) {
        assertThat(examine(token, web)).isEqualTo(INACTIVE);
        assertThat(revoke(token, web)).isEqualTo(Result.DEAD);
    }

    @Test
    void an_expired_token_is_inactive_to_the_second() {
        authority.clock.advance(Duration.ofSeconds(599));
        assertThat(examine(access, web)).isNotEqualTo(INACTIVE);

        authority.clock.advance(Duration.ofSeconds(1));
        assertThat(examine(access, web)).isEqualTo(INACTIVE);
        assertThat(revoke(access, web)).isEqualTo(Result.DEAD);
        assertThat(authority.events.of(Event.TokenDenied.class)).isEmpty();
    }

    @Test
    void r_172_a_revoked_access_token_dies_alone() {
        assertThat(revoke(access, web)).isEqualTo(Result.DEAD);

        assertThat(examine(access, web)).isEqualTo(INACTIVE);
        var next = (Issued) authority.refresh(web, refresh);
        assertThat(examine(next.accessToken().text(), web)).isNotEqualTo(INACTIVE);
        assertThat(authority.events.of(Event.TokenDenied.class))
                .containsExactly(
                        new Event.TokenDenied(
                                issued.accessToken().id(), Optional.of(web.id()), "revoked", HOME));
    }

    @Test
    void r_172_a_revoked_access_token_takes_its_session_with_it_where_that_is_set() {
        var revocations =
                new Revocations(
                        authority.verifier::verify,
                        authority.families,
                        authority.store.deniedTokens(),
                        true,
                        plenty(),
                        authority.clock,
                        authority.events);
        var service = authority.serviceToken(web).accessToken().text();

        assertThat(revocations.revoke(access, orders.id(), HOME)).isEqualTo(Result.NOT_YOURS);
        assertThat(examine(access, web)).isNotEqualTo(INACTIVE);
        assertThat(revocations.revoke(access, web.id(), HOME)).isEqualTo(Result.DEAD);
        assertThat(revocations.revoke(service, web.id(), HOME)).isEqualTo(Result.DEAD);

        assertThat(examine(access, web)).isEqualTo(INACTIVE);
        assertThat(authority.refresh(web, refresh)).isNotInstanceOf(Issued.class);
        assertThat(examine(service, web)).isEqualTo(INACTIVE);
    }

    @Test
    void r_172_a_revoked_refresh_token_takes_its_whole_family_with_it() {
        var next = (Issued) authority.refresh(web, refresh);

        assertThat(revoke(refresh, web)).isEqualTo(Result.DEAD);

        assertThat(examine(access, orders)).isEqualTo(INACTIVE);
        assertThat(examine(next.accessToken().text(), orders)).isEqualTo(INACTIVE);
        assertThat(examine(next.refreshToken().orElseThrow(), web)).isEqualTo(INACTIVE);
        assertThat(authority.refresh(web, next.refreshToken().orElseThrow()))
                .isNotInstanceOf(Issued.class);
    }

    @Test
    void r_171_the_token_of_another_client_is_left_alone() {
        assertThat(revoke(access, orders)).isEqualTo(Result.NOT_YOURS);
        assertThat(revoke(refresh, orders)).isEqualTo(Result.NOT_YOURS);

        assertThat(examine(access, web)).isNotEqualTo(INACTIVE);
        assertThat(authority.refresh(web, refresh)).isInstanceOf(Issued.class);
    }

    @Test
    void r_170_revoking_twice_succeeds_twice_and_is_remembered_once() {
        assertThat(revoke(refresh, web)).isEqualTo(Result.DEAD);
        assertThat(revoke(refresh, web)).isEqualTo(Result.DEAD);

        assertThat(authority.events.of(Event.SessionEnded.class))
                .extracting(Event.SessionEnded::reason)
                .containsExactly("revoked");
    }

    @Test
    void r_177_when_a_family_dies_of_any_cause_its_access_tokens_are_inactive() {
        var id = authority.families.find(refresh).orElseThrow().family().id();
        authority.families.end(id, EndReason.ENDED_BY_ADMIN, HOME);

        assertThat(examine(access, orders)).isEqualTo(INACTIVE);
    }

    @Test
    void r_177_a_disabled_user_has_no_active_token() {
        authority.accounts.disable(authority.alice.id(), Witness.silent());

        assertThat(examine(access, orders)).isEqualTo(INACTIVE);
        assertThat(examine(refresh, web)).isEqualTo(INACTIVE);
    }

    @Test
    void a_services_token_is_active_without_a_user_until_it_is_revoked() {
        var token = authority.serviceToken(web).accessToken().text();

        assertThat(examine(token, orders))
                .isInstanceOfSatisfying(
                        Answer.ActiveAccessToken.class,
                        active -> assertThat(active.userName()).isEmpty());
        revoke(token, web);
        assertThat(examine(token, orders)).isEqualTo(INACTIVE);
    }

    @Test
    void a_denial_is_forgotten_once_the_token_has_expired_by_itself() {
        revoke(access, web);
        authority.clock.advance(Duration.ofMinutes(10));

        assertThat(authority.store.deniedTokens().forgetExpired(authority.clock.instant(), 10))
                .isEqualTo(1);
        assertThat(examine(access, web)).isEqualTo(INACTIVE);
    }

    @Test
    void when_the_keys_cannot_be_read_nobody_is_told_that_a_token_is_dead() {
        var verifier =
                authority.verifier.withKeys((_, _) -> {
                    throw new IllegalStateException("out of reach");
                });
        var denied = authority.store.deniedTokens();
        var revocations =
                new Revocations(
                        verifier::verify,
                        authority.families,
                        denied,
                        false,
                        plenty(),
                        authority.clock,
                        authority.events);
        var introspection = new Introspection(verifier::verify, authority.families, denied);

        assertThatThrownBy(() -> revocations.revoke(access, web.id(), HOME))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(
                        () -> introspection.examine(access, new Caller(web.id(), web.audiences())))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void ending_all_sessions_reaches_every_token_of_the_user() {
        var second = authority.signIn(web).accessToken().text();

        authority.families.endAll(authority.alice.id(), EndReason.ENDED_BY_ADMIN, HOME);

        assertThat(examine(access, web)).isEqualTo(INACTIVE);
        assertThat(examine(second, web)).isEqualTo(INACTIVE);
    }

    @Test
    void a_session_cannot_fill_the_memory_of_every_verifier_with_tokens_denied_one_by_one() {
        for (int i = 0; i < 60; i++) {
            assertThat(revoke(authority.serviceToken(web).accessToken().text(), web))
                    .isEqualTo(Result.DEAD);
            assertThat(revoke(access, web)).isEqualTo(Result.DEAD);
        }

        var next = ((Issued) authority.refresh(web, refresh)).accessToken().text();
        assertThat(revoke(next, web)).isEqualTo(Result.TOO_MANY);
        assertThat(examine(next, web)).isNotEqualTo(INACTIVE);

        assertThat(revoke(authority.serviceToken(web).accessToken().text(), web))
                .isEqualTo(Result.DEAD);
        authority.clock.advance(Duration.ofSeconds(10));
        assertThat(revoke(next, web)).isEqualTo(Result.DEAD);
        assertThat(revoke(refresh, web)).isEqualTo(Result.DEAD);
    }

    private RateLimit plenty() {
        return new RateLimit(
                "denials", new Quota(60, Duration.ofMinutes(10)), Some.RANDOM, authority.clock);
    }

    private Answer examine(String token, Client caller) {
        return authority.introspection.examine(token, new Caller(caller.id(), caller.audiences()));
    }

    private Result revoke(String token, Client client) {
        return authority.revocations.revoke(token, client.id(), HOME);
    }
}
