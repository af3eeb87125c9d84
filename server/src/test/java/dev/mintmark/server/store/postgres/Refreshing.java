package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.session.RefusedRefresh;

/// Refreshes by the simplest of rules.
final class Refreshing {
    private Refreshing() {}

    static Decision advance(FamilyStore store, FamilyId id) {
        return store.refresh(
                id,
                current ->
                        current.<Decision>map(found ->
                                        new Decision.Advance(
                                                AFamily.next(found.family(), MovableClock.START),
                                                found.holder()))
                                .orElseGet(
                                        () -> new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY)));
    }
}
