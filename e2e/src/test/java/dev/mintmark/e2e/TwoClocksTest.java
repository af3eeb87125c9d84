package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The short form of `e2e/two-clocks`.
@Timeout(300)
class TwoClocksTest {
    private static final int SPEED = 5;

    @TempDir private Path folder;

    @Test
    void no_token_is_signed_by_a_key_that_any_node_does_not_yet_serve() throws Exception {
        var outcome = TwoClocks.run(folder, 2, SPEED);

        assertThat(outcome.unserved()).isZero();
        assertThat(outcome.mostAnnounced()).as("nodes that race make one key").isEqualTo(1);
        assertThat(outcome.rotations()).isGreaterThanOrEqualTo(2);
        assertThat(outcome.keys()).isBetween(3, 4);
        assertThat(outcome.tokens()).isGreaterThan(50);
    }
}
