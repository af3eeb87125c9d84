package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class SealerTest {
    private static final byte[] SECRET = "a private key".getBytes(UTF_8);

    private final MasterKey master = MasterKey.random(Some.RANDOM);
    private final Sealer sealer = Some.sealer(master);

    @Test
    void what_was_sealed_opens_under_its_name() {
        assertThat(sealer.open("k1", sealer.seal("k1", SECRET)).orElseThrow()).isEqualTo(SECRET);
        assertThat(sealer.open("", sealer.seal("", new byte[0])).orElseThrow()).isEmpty();
    }

    @Test
    void it_opens_at_the_next_start_too() {
        var again = Some.sealer(MasterKey.parse(master.revealAsText()).orElseThrow());

        assertThat(again.open("k1", sealer.seal("k1", SECRET))).isPresent();
    }

    @Test
    void two_sealed_values_cannot_be_swapped() {
        assertThat(sealer.open("k2", sealer.seal("k1", SECRET))).isEmpty();
    }

    @Test
    void it_does_not_open_under_another_master_key() {
        var other = Some.sealer(MasterKey.random(Some.RANDOM));

        assertThat(other.open("k1", sealer.seal("k1", SECRET))).isEmpty();
    }

    @Test
    void any_flipped_bit_is_noticed() {
        byte[] sealed = sealer.seal("k1", SECRET);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(sealer.open("k1", changed)).isEmpty();
        }
    }

    @Test
    void any_cut_is_noticed() {
        byte[] sealed = sealer.seal("k1", SECRET);

        for (int length = 0; length < sealed.length; length++) {
            assertThat(sealer.open("k1", Arrays.copyOf(sealed, length))).isEmpty();
        }
        assertThat(sealer.open("k1", Arrays.copyOf(sealed, sealed.length + 1))).isEmpty();
    }

    @Test
    void the_same_secret_never_looks_the_same_twice() {
        assertThat(sealer.seal("k1", SECRET)).isNotEqualTo(sealer.seal("k1", SECRET));
    }
}
