package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;

import org.junit.jupiter.api.Test;

/// R-292, of databases: a change and what is remembered of it are there together or not at all.
public abstract class AuditAtomicity extends StoreConformance {

    @Test
    void a_change_that_cannot_be_remembered_is_not_made() {
        var family = opened();

        assertThatThrownBy(() ->
                        store.families()
                                .end(family.id(), EndReason.REVOKED, MovableClock.START, unable()))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() ->
                        store.families()
                                .refresh(
                                        family.id(),
                                        found ->
                                                new Decision.Advance(
                                                        AFamily.next(
                                                                found.orElseThrow().family(),
                                                                MovableClock.START),
                                                        found.get().holder()),
                                        unable()))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(
                        () -> store.accounts().add(Some.account("bob"), Some.name("bob"), unable()))
                .isInstanceOf(RuntimeException.class);

        var found = store.families().find(family.id()).orElseThrow().family();
        assertThat(found.ended()).isEmpty();
        assertThat(found.generation()).isZero();
        assertThat(store.accounts().find(Some.name("bob"))).isEmpty();
        assertThat(store.audit().after(0, 10)).isEmpty();
    }

    private Family opened() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        var family = AFamily.ofAlice().build();
        store.families().open(family, 0);
        return family;
    }

    private static <T> Witness<T> unable() {
        return _ -> {
            throw new IllegalStateException("cannot say what happened");
        };
    }
}
