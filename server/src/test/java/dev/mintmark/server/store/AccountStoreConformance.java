package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

public abstract class AccountStoreConformance extends StoreConformance {

    @Test
    void an_account_is_found_as_it_was_added() {
        var added = Some.account("Alice", "admin", "räder");

        assertThat(store.accounts().add(added, Some.name("Alice"))).isTrue();

        assertThat(store.accounts().find(Some.name("Alice"))).contains(added);
    }

    @Test
    void an_account_is_found_whatever_the_case_of_its_name() {
        store.accounts().add(Some.account("Alice"), Some.name("Alice"));

        assertThat(store.accounts().find(Some.name("aLICE")).map(AccountStore.Stored::account))
                .map(Account::name)
                .contains("Alice");
    }

    @Test
    void two_names_that_differ_only_in_case_cannot_both_be_taken() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));

        assertThat(store.accounts().add(Some.account("ALICE"), Some.name("ALICE"))).isFalse();

        assertThat(names("", Optional.empty(), 10)).containsExactly("alice");
    }

    @Test
    void of_many_who_want_one_name_one_gets_it() throws Exception {
        var added =
                Together.run(8, () -> store.accounts().add(Some.account("bob"), Some.name("bob")));

        assertThat(added).containsOnlyOnce(true);
    }

    @Test
    void nobody_is_found_under_a_name_nobody_has() {
        assertThat(store.accounts().find(Some.name("nobody"))).isEmpty();
    }

    @Test
    void accounts_are_listed_by_name() {
        for (String name : new String[] {"carol", "Bob", "alice"}) {
            store.accounts().add(Some.account(name), Some.name(name));
        }

        assertThat(names("", Optional.empty(), 10)).containsExactly("alice", "Bob", "carol");
    }

    @Test
    void a_list_goes_on_after_the_last_name_that_was_seen() {
        for (String name : new String[] {"carol", "Bob", "alice", "dave", "Zoë", "éric"}) {
            store.accounts().add(Some.account(name), Some.name(name));
        }

        assertThat(names("", Optional.empty(), 2)).containsExactly("alice", "Bob");
        assertThat(names("", Optional.of(Some.name("bob")), 3))
                .containsExactly("carol", "dave", "Zoë");
        assertThat(names("", Optional.of(Some.name("Zoë")), 3)).containsExactly("éric");
        assertThat(names("", Optional.of(Some.name("éric")), 3)).isEmpty();
    }

    @Test
    void names_are_found_by_how_they_begin() {
        for (String name : new String[] {"ann", "Anna", "anne", "an_a", "andrea", "a%", "bob"}) {
            store.accounts().add(Some.account(name), Some.name(name));
        }

        assertThat(names("ann", Optional.empty(), 10)).containsExactly("ann", "Anna", "anne");
        assertThat(names("an_", Optional.empty(), 10)).containsExactly("an_a");
        assertThat(names("a%", Optional.empty(), 10)).containsExactly("a%");
        assertThat(names("ann", Optional.of(Some.name("ann")), 1)).containsExactly("Anna");
        assertThat(names("c", Optional.empty(), 10)).isEmpty();
    }

    private List<String> names(String prefix, Optional<UserName> after, int limit) {
        return store.accounts().list(prefix, after, limit).stream().map(Account::name).toList();
    }

    @Test
    void disabling_an_account_ends_its_sessions_and_nobody_elses() {
        var alices = signedIn("alice");
        var bobs = signedIn("bob");

        assertThat(store.accounts().disable(Some.user("alice"), MovableClock.START)).isPresent();

        assertThat(ended(alices))
                .contains(new Family.Ended(MovableClock.START, EndReason.USER_DISABLED));
        assertThat(ended(bobs)).isEmpty();
        assertThat(store.families().find(alices).orElseThrow().holder().disabled()).isTrue();
        assertThat(store.accounts().find(Some.name("alice")).orElseThrow().account().disabled())
                .isTrue();
    }

    @Test
    void disabling_twice_still_finds_the_account() {
        signedIn("alice");
        store.accounts().disable(Some.user("alice"), MovableClock.START);

        assertThat(store.accounts().disable(Some.user("alice"), MovableClock.START)).isPresent();
    }

    @Test
    void a_new_password_ends_the_sessions_that_began_under_the_old_one() {
        var alices = signedIn("alice");
        var bobs = signedIn("bob");

        assertThat(store.accounts().setPassword(Some.user("alice"), "new", MovableClock.START))
                .isPresent();

        assertThat(ended(alices))
                .contains(new Family.Ended(MovableClock.START, EndReason.PASSWORD_CHANGED));
        assertThat(ended(bobs)).isEmpty();
        assertThat(hashOf("alice")).isEqualTo("new");
        assertThat(hashOf("bob")).isEqualTo("hash of bob");
    }

    @Test
    void a_session_that_ended_before_keeps_its_reason() {
        var alices = signedIn("alice");
        store.families().end(alices, EndReason.REUSE, MovableClock.START);

        store.accounts().disable(Some.user("alice"), MovableClock.START.plusSeconds(60));

        assertThat(ended(alices)).contains(new Family.Ended(MovableClock.START, EndReason.REUSE));
    }

    @Test
    void a_change_to_an_account_that_is_not_there_says_so() {
        assertThat(store.accounts().disable(Some.user("ghost"), MovableClock.START)).isEmpty();
        assertThat(store.accounts().setPassword(Some.user("ghost"), "x", MovableClock.START))
                .isEmpty();
    }

    @Test
    void a_rehash_replaces_the_hash_it_was_made_from() {
        var alices = signedIn("alice");

        store.accounts().rehash(Some.user("alice"), "hash of alice", "stronger");

        assertThat(hashOf("alice")).isEqualTo("stronger");
        assertThat(ended(alices)).isEmpty();
    }

    @Test
    void a_rehash_of_an_old_password_does_not_undo_a_new_one() {
        signedIn("alice");
        store.accounts().setPassword(Some.user("alice"), "new", MovableClock.START);

        store.accounts().rehash(Some.user("alice"), "hash of alice", "stronger");

        assertThat(hashOf("alice")).isEqualTo("new");
    }

    @Test
    void whoever_changes_their_password_ends_what_began_under_the_old_one() {
        var alices = signedIn("alice");

        assertThat(changed("alice", 0)).hasValue(1);

        assertThat(hashOf("alice")).isEqualTo("chosen by its owner");
        assertThat(ended(alices)).isPresent();
    }

    @Test
    void a_change_under_way_does_not_undo_what_an_administrator_has_set() {
        signedIn("alice");
        store.accounts().setPassword(Some.user("alice"), "new", MovableClock.START);

        assertThat(changed("alice", 0)).isEmpty();

        assertThat(hashOf("alice")).isEqualTo("new");
    }

    @Test
    void a_change_under_way_does_not_reach_an_account_that_was_disabled_or_is_not_there() {
        signedIn("alice");
        store.accounts().disable(Some.user("alice"), MovableClock.START);

        assertThat(
                        changed(
                                "alice",
                                store.accounts().find(Some.name("alice")).orElseThrow().version()))
                .isEmpty();
        assertThat(changed("ghost", 0)).isEmpty();
    }

    private OptionalInt changed(String name, int version) {
        return store.accounts()
                .changePassword(
                        Some.user(name),
                        version,
                        "chosen by its owner",
                        MovableClock.START,
                        Witness.silent());
    }

    private FamilyId signedIn(String name) {
        store.accounts().add(Some.account(name), Some.name(name));
        var family = AFamily.of(name).build();
        store.families().open(family, 0);
        return family.id();
    }

    private Optional<Family.Ended> ended(FamilyId id) {
        return store.families().find(id).orElseThrow().family().ended();
    }

    private String hashOf(String name) {
        return store.accounts().find(Some.name(name)).orElseThrow().passwordHash();
    }
}
