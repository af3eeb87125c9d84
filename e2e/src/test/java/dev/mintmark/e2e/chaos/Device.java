package dev.mintmark.e2e.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// A good device: it keeps the newest token it was given, tries again with it when no answer came,
/// and signs in again when it is turned away. Its network is bad: answers get lost, and requests
/// arrive twice.
final class Device {
    private static final int GHOSTS = 4;

    private final String name;
    private final Household home;
    private final Desk desk;
    private final Luck luck;
    private final Executor threads;
    private final int thinkMs;
    private final Deque<Ghost> over = new ArrayDeque<>();
    private final List<String> replaced = new ArrayList<>();
    private volatile Held held = Held.NOTHING;
    private volatile Person owner;

    /// A token of a session that is over.
    private record Ghost(Person owner, Held held) {}

    Device(String name, Household home, Desk desk, Luck luck, Executor threads, int thinkMs) {
        this.name = name;
        this.home = home;
        this.desk = desk;
        this.luck = luck;
        this.threads = threads;
        this.thinkMs = thinkMs;
        this.owner = home.person();
    }

    Held held() {
        return held;
    }

    /// Who signed in to what is held.
    Person owner() {
        return owner;
    }

    /// Does one thing, and comes back when it knows what became of it.
    void act() {
        if (held.isNothing()) {
            signIn();
        } else if (replaced.size() >= 2 && luck.percent(1)) {
            beRobbed();
        } else if (luck.percent(2)) {
            logout();
        } else if (!over.isEmpty() && luck.percent(5)) {
            haunt();
        } else {
            refresh();
        }
        Pause.millis(luck.below(2 * thinkMs));
    }

    /// At the end: the newest token must be good, and those of ended sessions must not be.
    void settle() {
        if (!held.isNothing()) {
            refresh();
        }
        over.forEach(ghost -> {
            for (int node = 1; node <= 3; node++) {
                present(Act.GHOST, ghost.owner(), ghost.held(), ghost.held().token(), node);
            }
        });
    }

    private void signIn() {
        var person = home.person();
        int credential = person.credential();
        var way = new Desk.Way(name, luck.node(), luck.hangUp(5));
        var reading = desk.signIn(way, person, credential);
        if (reading.outcome() == Outcome.GRANTED) {
            replaced.clear();
            owner = person;
            held = reading.held();
        } else {
            luck.waitABit();
        }
    }

    private void refresh() {
        var before = held;
        while (true) {
            var reading = luck.percent(15) ? twice(before) : once(before);
            if (reading.outcome() == Outcome.GRANTED) {
                replaced.add(before.token());
                held = reading.held();
                return;
            }
            if (reading.outcome() == Outcome.REFUSED || reading.outcome() == Outcome.STRANGE) {
                isOver(before);
                return;
            }
            if (reading.outcome() == Outcome.UNAVAILABLE || luck.percent(80)) {
                luck.waitABit();
            }
        }
    }

    private Reading once(Held before) {
        var way = new Desk.Way(name, luck.node(), luck.hangUp(15));
        return desk.refresh(Act.REFRESH, way, owner, before, before.token());
    }

    /// The same request at two nodes at once.
    private Reading twice(Held before) {
        int node = luck.node();
        int other = luck.otherNode(node);
        var there =
                CompletableFuture.supplyAsync(
                        () -> present(Act.REFRESH, owner, before, before.token(), other), threads);
        var here = present(Act.REFRESH, owner, before, before.token(), node);
        var second = there.join();
        return here.outcome() == Outcome.GRANTED ? here : second;
    }

    private void logout() {
        var before = held;
        Reading reading;
        do {
            var way = new Desk.Way(name, luck.node(), luck.hangUp(20));
            reading = desk.logout(way, owner, before);
        } while (reading.outcome() == Outcome.LOST || reading.outcome() == Outcome.UNAVAILABLE);
        isOver(before);
    }

    /// A thief presents a copy of a token that was replaced, and whose replacement was used. That
    /// ends the session for both.
    private void beRobbed() {
        var stolen = replaced.get(luck.below(replaced.size() - 1));
        present(Act.REPLAY, owner, held, stolen, luck.node());
    }

    private void haunt() {
        var ghost = over.getFirst();
        present(Act.GHOST, ghost.owner(), ghost.held(), ghost.held().token(), luck.node());
    }

    private Reading present(Act act, Person person, Held of, String token, int node) {
        return desk.refresh(act, new Desk.Way(name, node), person, of, token);
    }

    private void isOver(Held ended) {
        over.addFirst(new Ghost(owner, ended));
        if (over.size() > GHOSTS) {
            over.removeLast();
        }
        replaced.clear();
        held = Held.NOTHING;
    }
}
