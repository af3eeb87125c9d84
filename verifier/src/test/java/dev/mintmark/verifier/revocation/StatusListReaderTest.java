package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

class StatusListReaderTest {

    private static final String URI = "https://id.example.com/status/1";
    private static final int MOST_BYTES = 2 << 20;

    @Test
    @DisplayName("R-262: the draft's example with one bit")
    void one_bit_each_lowest_first() throws Exception {
        var list = list(1, "eNrbuRgAAhcBXQ");
        assertThat(values(list, 16)).isEqualTo("1001110111000101");
        assertThat(list.places()).isEqualTo(16);
    }

    @Test
    @DisplayName("R-262: the draft's example with two bits")
    void two_bits_each_lowest_first() throws Exception {
        var list = list(2, "eNo76fITAAPfAgc");
        assertThat(values(list, 12)).isEqualTo("120301011233");
    }

    /// Token Status List, appendix C.
    @Test
    @DisplayName("R-262: the draft's list of 2^20 places of one bit")
    void a_million_places_of_one_bit() throws Exception {
        var list =
                list(
                        1,
                        "eNrt3AENwCAMAEGogklACtKQPg9LugC9k_ACvreiogEAAKkeCQAAAAAAAAAAAAAAAAAAAI"
                                + "BylgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAXG9IAAAAAAAA"
                                + "APwsJAAAAAAAAAAAAAAAvhsSAAAAAAAAAAAA7KpLAAAAAAAAAAAAAAAAAAAAAJsLCQAAAA"
                                + "AAAAAAADjelAAAAAAAAAAAKjDMAQAAAACAZC8L2AEb");
        requireOnly(
                list,
                Map.ofEntries(
                        Map.entry(0, 1),
                        Map.entry(1993, 1),
                        Map.entry(25460, 1),
                        Map.entry(159495, 1),
                        Map.entry(495669, 1),
                        Map.entry(554353, 1),
                        Map.entry(645645, 1),
                        Map.entry(723232, 1),
                        Map.entry(854545, 1),
                        Map.entry(934534, 1),
                        Map.entry(1000345, 1)));
    }

    @Test
    @DisplayName("R-262: the draft's list of 2^20 places of two bits")
    void a_million_places_of_two_bits() throws Exception {
        var list =
                list(
                        2,
                        "eNrt2zENACEQAEEuoaBABP5VIO01fCjIHTMStt9ovGVIAAAAAABAbiEBAAAAAAAAAAAAAA"
                                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAEB5WwIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI"
                                + "D0ugQAAAAAAAAAAAAAAAAAQG12SgAAAAAAAAAAAAAAAAAAAAAAAAAAAOCSIQEAAAAAAAAA"
                                + "AAAAAAAAAAAAAAD8ExIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwJEuAQAAAA"
                                + "AAAAAAAAAAAAAAAAAAAMB9SwIAAAAAAAAAAAAAAAAAAACoYUoAAAAAAAAAAAAAAEBqH81g"
                                + "AQw");
        requireOnly(
                list,
                Map.ofEntries(
                        Map.entry(0, 1),
                        Map.entry(1993, 2),
                        Map.entry(25460, 1),
                        Map.entry(159495, 3),
                        Map.entry(495669, 1),
                        Map.entry(554353, 1),
                        Map.entry(645645, 2),
                        Map.entry(723232, 1),
                        Map.entry(854545, 1),
                        Map.entry(934534, 2),
                        Map.entry(1000345, 3)));
    }

    @ParameterizedTest
    @DisplayName("R-262: any ZLIB stream")
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED, Deflater.BEST_COMPRESSION})
    void however_it_was_packed_it_is_the_same_list(int level) throws Exception {
        var list = list(1, packed(new byte[] {(byte) 0xB9, (byte) 0xA3}, level));
        assertThat(values(list, 16)).isEqualTo("1001110111000101");
    }

    @ParameterizedTest
    @CsvSource({"4, 21 43, 1234", "8, 01 FF 00, '1,255,0'"})
    void four_and_eight_bits_are_read_too(int bits, String hex, String expected) throws Exception {
        var bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        var list = list(bits, packed(bytes, 9));
        var read = new StringBuilder();
        for (int i = 0; i < list.places(); i++) {
            read.append(bits == 8 && i > 0 ? "," : "").append(list.value(i));
        }
        assertThat(read).hasToString(expected);
    }

    @ParameterizedTest
    @DisplayName("R-266: beyond the end")
    @ValueSource(longs = {16, 17, 1L << 32, Long.MAX_VALUE, -1})
    void a_place_that_the_list_does_not_have_is_beyond_its_end(long index) throws Exception {
        assertThat(list(1, "eNrbuRgAAhcBXQ").value(index)).isEqualTo(StatusList.BEYOND_THE_END);
    }

    @Test
    @DisplayName("R-266: a list that unpacks to more than it may")
    void a_bomb_is_not_unpacked_beyond_the_bound() throws Exception {
        // 64 MiB of zeros in 64 KiB.
        var bomb = packed(new byte[64 << 20], 9);
        assertThat(bomb.length()).isLessThan(100_000);
        assertThatThrownBy(() -> list(1, bomb))
                .isInstanceOf(Malformed.class)
                .hasMessage("lst unpacks to more than 2097152 bytes");
        assertThat(list(1, packed(new byte[MOST_BYTES], 9)).places()).isEqualTo(8L * MOST_BYTES);
        assertThatThrownBy(() -> list(1, packed(new byte[MOST_BYTES + 1], 9)))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @DisplayName("R-261: what is no ZLIB stream in base64url")
    @ValueSource(
            strings = {
                "",
                "eNrbuRgAAhcBX",
                "eNrbuRgAAhcBXQ==",
                "eNrbuRgAAhcBXQAA",
                "27kYAA",
                "H4sIAAAAAAAC_9u5GAAoNY6TAgAAAA",
                "eNrbuRgA",
                "eLsAAAAB27kYAAIXAV0",
                "not base64!"
            })
    void a_list_that_cannot_be_unpacked_is_malformed(String lst) {
        assertThatThrownBy(() -> list(1, lst)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @DisplayName("R-261, R-266: claims that are absent, wrong, or of another list")
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; sub is not the address of the list",
                "{'sub':'https://id.example.com/status/2'}; sub is not the address of the list",
                "{'sub':1}; sub is not the address of the list",
                "{'sub':'U'}; iat is absent or not a date",
                "{'sub':'U','iat':'1'}; iat is absent or not a date",
                "{'sub':'U','iat':1,'exp':'2'}; exp is not a date",
                "{'sub':'U','iat':1}; status_list is absent or not an object",
                "{'sub':'U','iat':1,'status_list':[]}; status_list is absent or not an object",
                "{'sub':'U','iat':1,'status_list':{}}; bits is not 1, 2, 4 or 8",
                "{'sub':'U','iat':1,'status_list':{'bits':3}}; bits is not 1, 2, 4 or 8",
                "{'sub':'U','iat':1,'status_list':{'bits':'1'}}; bits is not 1, 2, 4 or 8",
                "{'sub':'U','iat':1,'status_list':{'bits':1}};"
                        + " lst is absent or not canonical base64url",
                "{'sub':'U','iat':1,'ttl':0,'status_list':{'bits':1,'lst':'eNrbuRgAAhcBXQ'}};"
                        + " ttl is not a positive number",
                "{'sub':'U','iat':1,'ttl':'9','status_list':{'bits':1,'lst':'eNrbuRgAAhcBXQ'}};"
                        + " ttl is not a positive number"
            })
    void a_list_that_does_not_say_what_it_must_is_malformed(String claims, String rule) {
        var json = claims.replace("'U'", '"' + URI + '"').replace('\'', '"');
        var refused = catchThrowableOfType(Malformed.class, () -> read(json));
        assertThat(refused.rule()).isEqualTo(rule);
    }

    @Test
    void times_are_rounded_to_the_side_of_caution() throws Exception {
        var list =
                read(
                        "{\"sub\":\"%s\",\"iat\":100.9,\"exp\":200.9,\"ttl\":30.5,\"status_list\":%s}"
                                .formatted(URI, "{\"bits\":1,\"lst\":\"eNrbuRgAAhcBXQ\"}"));
        assertThat(list.signedAt()).isEqualTo(100);
        assertThat(list.expiresAt()).isEqualTo(200);
        assertThat(list.ttlSeconds()).isEqualTo(30);
    }

    private static StatusList list(int bits, String lst) throws Exception {
        return read(
                "{\"sub\":\"%s\",\"iat\":1,\"status_list\":{\"bits\":%d,\"lst\":\"%s\"}}"
                        .formatted(URI, bits, lst));
    }

    private static StatusList read(String json) throws Exception {
        var claims =
                (JsonObject) JsonReader.read(json.getBytes(UTF_8), new JsonLimits(8 << 20, 8, 64));
        return StatusListReader.read(claims, URI, MOST_BYTES);
    }

    private static String values(StatusList list, int count) {
        var values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.append(list.value(i));
        }
        return values.toString();
    }

    private static void requireOnly(StatusList list, Map<Integer, Integer> expected) {
        assertThat(list.places()).isEqualTo(1 << 20);
        for (int i = 0; i < 1 << 20; i++) {
            if (list.value(i) != expected.getOrDefault(i, 0)) {
                assertThat(list.value(i)).as("place %s", i).isEqualTo(expected.getOrDefault(i, 0));
            }
        }
    }

    static String packed(byte[] bytes, int level) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out, new Deflater(level))) {
            zlib.write(bytes);
        }
        return Base64Url.encode(out.toByteArray());
    }
}
