package dev.mintmark.e2e.chaos;

import java.util.OptionalInt;
import java.util.Random;

/// The chances that one actor takes, by a seed.
final class Luck {
    private final Random random;
    private final int nodes;

    Luck(long seed, int number, int nodes) {
        this.random = new Random(seed * 1_000_003 + number);
        this.nodes = nodes;
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int node() {
        return 1 + random.nextInt(nodes);
    }

    int otherNode(int node) {
        return 1 + (node - 1 + 1 + random.nextInt(nodes - 1)) % nodes;
    }

    /// Now and then somebody hangs up: at once, or about when the answer comes.
    OptionalInt hangUp(int chance) {
        return percent(chance) ? OptionalInt.of(random.nextInt(12)) : OptionalInt.empty();
    }

    /// Before trying again.
    void waitABit() {
        Pause.millis(50 + random.nextInt(400));
    }
}
