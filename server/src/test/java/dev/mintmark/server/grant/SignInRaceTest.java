package dev.mintmark.server.grant;

import static dev.mintmark.server.fixture.Authority.HOME;
import static dev.mintmark.server.fixture.Authority.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.PasswordPool;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.grant.Outcome.Denied;
import dev.mintmark.server.session.Device;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A sign-in waits for seconds when many do. What changes meanwhile must count.
class SignInRaceTest {
    private final Authority authority = new Authority();
    private final Client web = AClient.named("web").keepingNoSecret().build();

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void r_151_a_password_changed_while_it_was_being_checked_gets_no_session() {
        assertTurnedAwayAfter(
                store -> store.setPassword(authority.alice.id(), otherHash(), MovableClock.START));
    }

    @Test
    void r_151_an_account_disabled_while_its_password_was_being_checked_gets_no_session() {
        assertTurnedAwayAfter(store -> store.disable(authority.alice.id(), MovableClock.START));
    }

    /// Signs in, with a change made just after the password was found right.
    private void assertTurnedAwayAfter(Consumer<AccountStore> change) {
        try (var pool = new PasswordPool(1, 8)) {
            var store = new ChangedMeanwhile(authority.store.accounts(), change);
            var accounts = new Accounts(store, pool, authority.clock, Some.RANDOM);
            var grants =
                    new Grants(
                            accounts,
                            authority.gate,
                            authority.families,
                            authority.minter,
                            (_, _) -> {},
                            authority.events);

            var outcome =
                    grants.signIn(
                            web,
                            "alice",
                            PASSWORD,
                            Optional.empty(),
                            Device.UNKNOWN,
                            Optional.empty(),
                            HOME);

            assertThat(outcome).isEqualTo(new Denied(Denial.BAD_CREDENTIALS));
            assertThat(authority.families.list(Optional.empty(), 10)).isEmpty();
            assertThat(authority.events.of(Event.SignedIn.class)).isEmpty();
        }
    }

    private String otherHash() {
        authority.accounts.add(Some.name("bob"), "another horse", List.of(), Witness.silent());
        return authority.store.accounts().find(Some.name("bob")).orElseThrow().passwordHash();
    }
}
