package dev.mintmark.server.revocation.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.id.StatusIndex;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

class StatusBitsTest {
    private final StatusBits bits = new StatusBits();

    @Test
    void r_261_the_lowest_bit_of_a_byte_comes_first() {
        for (int place : new int[] {0, 3, 4, 5, 7, 8, 9, 13, 15}) {
            assertThat(bits.set(place)).isTrue();
        }

        // The example of the draft, section 4.1.
        assertThat(HexFormat.of().formatHex(bits.copy(), 0, 2)).isEqualTo("b9a3");
        assertThat(bits.set(3)).isFalse();
    }

    @Test
    void r_262_bits_are_compressed_as_the_draft_shows() throws Exception {
        var example = HexFormat.of().parseHex("b9a3");

        assertThat(StatusBits.compressed(example)).isEqualTo("eNrbuRgAAhcBXQ");
        assertThat(inflated("eNrbuRgAAhcBXQ", 2)).isEqualTo(example);
    }

    @Test
    void r_267_a_list_has_all_its_places_from_the_first_day_and_is_small_while_empty()
            throws Exception {
        assertThat(bits.copy()).hasSize(StatusIndex.PLACES / 8);
        assertThat(StatusBits.compressed(bits.copy())).hasSizeLessThan(250);

        bits.set(StatusIndex.PLACES - 1);

        var raw = inflated(StatusBits.compressed(bits.copy()), StatusIndex.PLACES / 8);
        assertThat(raw).isEqualTo(bits.copy());
        assertThat(raw[raw.length - 1]).isEqualTo((byte) 0x80);
    }

    private static byte[] inflated(String lst, int size) throws DataFormatException {
        try (var inflater = new Inflater()) {
            inflater.setInput(Base64.getUrlDecoder().decode(lst));
            var out = new byte[size];
            assertThat(inflater.inflate(out)).isEqualTo(size);
            assertThat(inflater.finished()).isTrue();
            return out;
        }
    }
}
