package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// R-237, V6.3.1, in short: `e2e/sign-in-storm` is the long form, with figures.
class SignInStormTest {
    private static final int ACCOUNTS = 8;

    /// Of one account within a minute: twenty, and then after 1, 2, 4, 8, 16 and 32 seconds, and
    /// one that was forgotten.
    private static final long LOOKED_AT = 20 + 6 + 1;

    @TempDir private Path folder;

    @Test
    void good_users_get_in_while_sixty_four_attackers_guess_at_every_account() throws Exception {
        var result = SignInStorm.run(folder, 6, 64, 8, ACCOUNTS);

        assertThat(result.refused()).isZero();
        assertThat(result.signIns()).isNotEmpty();
        assertThat(result.refreshes()).isNotEmpty();
        // No guess was right, none met a fault of ours, and no more were looked at than may be.
        assertThat(result.attackerAnswers().keySet()).isNotEmpty().isSubsetOf(401, 429, 503);
        assertThat(result.attackerAnswers().getOrDefault(401, 0L))
                .isLessThanOrEqualTo(ACCOUNTS * LOOKED_AT);
        // It has no more, and has not run out of it.
        assertThat(result.heapBytes()).isBetween(1e6, 256.0 * 1024 * 1024);
    }
}
