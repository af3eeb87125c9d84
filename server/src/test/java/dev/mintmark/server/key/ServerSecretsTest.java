package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

class ServerSecretsTest {
    private final SealedSecretStore store = new MemoryStore(new MovableClock()).sealedSecrets();
    private final Sealer sealer = Some.sealer(MasterKey.random(Some.RANDOM));

    @Test
    void the_first_start_makes_two_different_secrets() {
        var made = ServerSecrets.open(store, sealer, Some.RANDOM);

        assertThat(made.refresh()).hasSize(32).isNotEqualTo(made.pepper());
        assertThat(made.pepper()).hasSize(32);
    }

    @Test
    void the_next_start_finds_them_again() {
        var made = ServerSecrets.open(store, sealer, Some.RANDOM);
        var found = ServerSecrets.open(store, sealer, Some.RANDOM);

        assertThat(found.refresh()).isEqualTo(made.refresh());
        assertThat(found.pepper()).isEqualTo(made.pepper());
    }

    @Test
    void nodes_that_start_together_agree() throws Exception {
        var seen =
                Together.run(
                        8,
                        () ->
                                HexFormat.of()
                                        .formatHex(
                                                ServerSecrets.open(store, sealer, Some.RANDOM)
                                                        .refresh()));

        assertThat(seen).containsOnly(seen.getFirst());
    }

    @Test
    void the_wrong_master_key_stops_the_start_with_advice_and_changes_nothing() {
        var made = ServerSecrets.open(store, sealer, Some.RANDOM);
        var wrong = Some.sealer(MasterKey.random(Some.RANDOM));

        assertThatThrownBy(() -> ServerSecrets.open(store, wrong, Some.RANDOM))
                .isInstanceOf(CannotStart.class)
                .message()
                .contains("MINTMARK_MASTER_KEY")
                .endsWith(".");

        assertThat(ServerSecrets.open(store, sealer, Some.RANDOM).refresh())
                .isEqualTo(made.refresh());
    }

    @Test
    void they_do_not_print_themselves() {
        assertThat(ServerSecrets.open(store, sealer, Some.RANDOM))
                .hasToString("ServerSecrets[***]");
    }
}
