package dev.mintmark.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;

/// The short form of `e2e/chaos`, as the build runs it.
@Timeout(300)
class ChaosTest {
    @Test
    void a_cluster_that_is_killed_again_and_again_breaks_no_promise() throws Exception {
        long seed = System.nanoTime();
        var options = new Storm.Options(Duration.ofSeconds(8), 24, 300, 1_500, seed, Fault.NONE);

        var run = Chaos.run(options, Path.of("target", "chaos.history"));

        assertThat(run.verdict().findings()).as("seed %d", seed).isEmpty();
        assertThat(run.count(Act.REFRESH, Outcome.GRANTED)).isPositive();
        assertThat(run.count(Act.REFRESH, Outcome.LOST)).isPositive();
        assertThat(run.acknowledgedEnds()).isPositive();
        assertThat(run.blows()).isNotEmpty();
    }
}
