package dev.mintmark.server.store.postgres;

import dev.mintmark.server.audit.Script;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of one family in one group: it was read once, and each request sees what those
/// before it decided. Nobody is told before the last state is in the database.
final class Course {
    private final FamilyId id;
    private final Optional<Snapshot> read;
    private final List<Refresh> refreshes = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Optional<Snapshot> current;
    private boolean changed;
    private boolean saved;

    Course(FamilyId id, Optional<Snapshot> read) {
        this.id = id;
        this.read = read;
        this.current = read;
    }

    FamilyId id() {
        return id;
    }

    List<Refresh> refreshes() {
        return refreshes;
    }

    /// Lets one request decide. A rule that fails, fails its own request only.
    void take(Refresh refresh) {
        refreshes.add(refresh);
        try {
            var decision = refresh.rule().decide(current);
            if (decision.isChange()) {
                refresh.witness().of(decision).forEach(event -> told.add(Script.of(event)));
            }
            carry(decision);
            answers.add(() -> refresh.answer().complete(decision));
        } catch (Throwable e) {
            answers.add(() -> refresh.answer().completeExceptionally(e));
        }
    }

    boolean isEnding() {
        return changed && after().ended().isPresent();
    }

    boolean isAdvancing() {
        return changed && after().ended().isEmpty();
    }

    /// The family as it was read. There is one if it changes.
    Family before() {
        return read.orElseThrow().family();
    }

    Family after() {
        return current.orElseThrow().family();
    }

    /// What there is to remember of the changes, if they are saved.
    List<String> told() {
        return told;
    }

    void saved(boolean asDecided) {
        saved = asDecided;
    }

    /// Whether the database holds what was decided.
    boolean isSaved() {
        return saved || !changed;
    }

    void answer() {
        answers.forEach(Runnable::run);
    }

    private void carry(Decision decision) {
        switch (decision) {
            case Decision.Advance(var next, _) -> becomes(next);
            case Decision.End(var ended, _) -> becomes(ended);
            case Decision.Repeat _, Decision.Refuse _ -> {}
        }
    }

    private void becomes(Family family) {
        current = current.map(snapshot -> new Snapshot(family, snapshot.holder()));
        changed = true;
    }
}
