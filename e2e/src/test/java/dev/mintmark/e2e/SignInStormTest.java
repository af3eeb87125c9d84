package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// R-237, V6.3.1, in short: `e2e/sign-in-storm` is the long form, with figures.
class SignInStormTest {
    @TempDir private Path folder;

    @Test
    void good_users_get_in_while_sixty_four_attackers_guess_at_every_account() throws Exception {
        var result = SignInStorm.run(folder, 6, 64, 8, 40);

        assertThat(result.refused()).isZero();
        assertThat(result.signIns()).isNotEmpty();
        assertThat(result.refreshes()).isNotEmpty();
        // No guess was right, none met a fault of ours, and most were not even looked at.
        assertThat(result.attackerAnswers().keySet()).isSubsetOf(401, 429, 503);
        assertThat(result.attackerAnswers().get(429))
                .isGreaterThan(result.attackerAnswers().get(401));
        // The heap that the authority may use at most.
        assertThat(result.heapBytes()).isLessThan(1e9);
    }
}
