package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mintmark.e2e.year.JavaScriptService;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Prints the year as a table.
@Timeout(600)
class SimulatedYearTest {
    @TempDir private Path folder;

    @Test
    void in_a_year_of_rotations_no_good_token_is_refused_and_no_revoked_key_lives_on()
            throws Exception {
        assumeTrue(JavaScriptService.install(), "node, npm or jose is missing");
        var trace = new ByteArrayOutputStream();
        try (var out = new PrintStream(trace, true, StandardCharsets.UTF_8);
                var year = new SimulatedYear(folder, out)) {
            var tallies = year.run();

            assertThat(tallies).containsOnlyKeys("Mintmark", "Nimbus", "jose");
            tallies.forEach((name, tally) -> {
                assertThat(tally.refusedGood()).as(name).isZero();
                assertThat(tally.acceptedLate()).as(name).isZero();
                assertThat(tally.looked()).as(name).isGreaterThan(5_000);
            });
        } finally {
            System.out.print(trace.toString(StandardCharsets.UTF_8));
        }
        assertThat(trace.toString(StandardCharsets.UTF_8))
                .contains("rolls back", "revokes", "goes down", "is back", "a year is over");
    }
}
