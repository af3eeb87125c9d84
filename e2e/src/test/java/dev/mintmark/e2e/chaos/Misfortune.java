package dev.mintmark.e2e.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Kills nodes and the database, and starts them again.
final class Misfortune {
    private final Cluster cluster;
    private final History history;
    private final Luck luck;
    private final int meanMs;
    private final Map<Blow, Integer> counts = new EnumMap<>(Blow.class);

    enum Blow {
        NODE_KILLED,
        DATABASE_KILLED,
        BOTH_KILLED,
        NODE_RESTARTED
    }

    /// @param meanMs between two blows
    Misfortune(Cluster cluster, History history, Luck luck, int meanMs) {
        this.cluster = cluster;
        this.history = history;
        this.luck = luck;
        this.meanMs = meanMs;
    }

    /// Goes on until it is over, and leaves everything running.
    void strike(BooleanSupplier isOver) {
        int turn = 0;
        while (!isOver.getAsBoolean()) {
            Pause.millis(meanMs / 2 + luck.below(meanMs));
            // At first one of each kind, so that even a short run has seen them.
            int dice = turn < 3 ? new int[] {0, 55, 90}[turn] : luck.below(100);
            turn++;
            if (!isOver.getAsBoolean()) {
                strike(dice);
            }
        }
    }

    Map<Blow, Integer> counts() {
        return counts;
    }

    private void strike(int dice) {
        int number = luck.node();
        var node = cluster.node(number);
        if (dice < 55) {
            count(Blow.NODE_KILLED);
            history.note("node " + number + " is killed");
            node.kill();
            Pause.millis(luck.below(2_000));
            node.startAgain();
            history.note("node " + number + " is back");
        } else if (dice < 75) {
            count(Blow.DATABASE_KILLED);
            killDatabase();
        } else if (dice < 85) {
            count(Blow.BOTH_KILLED);
            history.note("node " + number + " is killed");
            node.kill();
            killDatabase();
            node.startAgain();
            history.note("node " + number + " is back");
        } else {
            count(Blow.NODE_RESTARTED);
            history.note("node " + number + " is stopped");
            node.stop();
            node.startAgain();
            history.note("node " + number + " is back");
        }
    }

    private void killDatabase() {
        history.note("the database is killed");
        cluster.server().kill();
        Pause.millis(luck.below(1_500));
        cluster.server().start();
        history.note("the database is back");
    }

    private void count(Blow blow) {
        counts.merge(blow, 1, Integer::sum);
    }
}
