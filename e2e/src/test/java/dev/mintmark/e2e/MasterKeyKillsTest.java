package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/// The short form of `e2e/kill-master-key-rotation`.
@Timeout(300)
class MasterKeyKillsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void killed_while_the_master_key_changes_every_key_opens_with_what_the_status_says(
            String engine) throws Exception {
        assertThat(MasterKeyKills.run(folder, engine, 4, 40, System.nanoTime())).isTrue();
    }
}
