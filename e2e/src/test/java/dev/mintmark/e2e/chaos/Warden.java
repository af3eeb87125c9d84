package dev.mintmark.e2e.chaos;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Ends what devices are using, without asking them: an administrator, or the same person on
/// another device. Insists until it is told that it is done.
final class Warden {
    private final String name;
    private final List<Household> households;
    private final Desk desk;
    private final Luck luck;
    private final Predicate<Person> opensAccount;
    private final int thinkMs;

    /// @param households nobody else cares for
    Warden(
            String name,
            List<Household> households,
            Desk desk,
            Luck luck,
            Predicate<Person> opensAccount,
            int thinkMs) {
        this.name = name;
        this.households = List.copyOf(households);
        this.desk = desk;
        this.luck = luck;
        this.opensAccount = opensAccount;
        this.thinkMs = thinkMs;
    }

    void act() {
        var home = households.get(luck.below(households.size()));
        var device = home.devices().get(luck.below(home.devices().size()));
        var owner = device.owner();
        var held = device.held();
        int dice = luck.below(100);
        if (dice < 65 && held.isNothing()) {
            luck.waitABit();
            return;
        }
        if (dice < 40) {
            insist(() -> desk.endSession(way(), owner, held));
        } else if (dice < 65) {
            insist(() -> desk.logout(way(), owner, held));
        } else if (dice < 75) {
            insist(() -> desk.endAll(way(), home.person()));
        } else if (dice < 88) {
            int next = home.person().credential() + 1;
            insist(() -> desk.changePassword(way(), home.person(), next));
            home.person().passwordIs(next);
        } else {
            disable(home);
        }
        if (!held.isNothing()) {
            desk.look(new Desk.Way(name, luck.node()), owner, held);
        }
        Pause.millis(luck.below(2 * thinkMs));
    }

    private void disable(Household home) {
        insist(() -> desk.disable(way(), home.person()));
        home.person().isNowDisabled();
        var next = home.next();
        while (!opensAccount.test(next)) {
            luck.waitABit();
        }
        home.movesIn(next);
    }

    private Desk.Way way() {
        return new Desk.Way(name, luck.node(), luck.hangUp(15));
    }

    private void insist(Supplier<Reading> act) {
        while (true) {
            var outcome = act.get().outcome();
            if (outcome == Outcome.DONE || outcome == Outcome.STRANGE) {
                return;
            }
            luck.waitABit();
        }
    }
}
