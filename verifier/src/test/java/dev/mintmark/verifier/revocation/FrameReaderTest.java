package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalLong;

class FrameReaderTest {

    @Test
    @DisplayName("R-276: the kinds of items")
    void every_kind_of_item_is_read() throws Exception {
        var frame =
                read(
                        """
                        {"iss":"i","iat":100.2,"seq":7,"items":[
                          {"uri":"https://i/status/1","idx":4711,"v":1},
                          {"kid":"k"},{"sid":"s"},{"jti":"j","exp":200},{"jti":"j2"},
                          {"sub":"u","nbf":150.5},{"nbf":160}]}
                        """);
        assertThat(frame.signedAt()).isEqualTo(101);
        assertThat(frame.sequence()).isEqualTo(7);
        assertThat(frame.skipped()).isZero();
        assertThat(frame.items())
                .containsExactly(
                        new RevokedItem.Place("https://i/status/1", 4711, 1),
                        new RevokedItem.Key("k"),
                        new RevokedItem.Session("s"),
                        new RevokedItem.Token("j", OptionalLong.of(200)),
                        new RevokedItem.Token("j2", OptionalLong.empty()),
                        new RevokedItem.SubjectBefore("u", 151),
                        new RevokedItem.AllBefore(160));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "5",
                "null",
                "{\"device\":\"d\"}",
                "{\"sid\":5}",
                "{\"sid\":\"\"}",
                "{\"uri\":\"u\"}",
                "{\"uri\":\"u\",\"idx\":-1,\"v\":1}",
                "{\"uri\":\"u\",\"idx\":134217728,\"v\":1}",
                "{\"uri\":\"u\",\"idx\":1.5,\"v\":1}",
                "{\"uri\":\"u\",\"idx\":1,\"v\":-1}",
                "{\"uri\":\"u\",\"idx\":1,\"v\":\"1\"}",
                "{\"nbf\":\"1\"}",
                "{\"sub\":\"u\"}"
            })
    void items_that_mean_nothing_to_us_are_skipped_and_counted(String item) throws Exception {
        var frame = read("{\"iat\":1,\"seq\":1,\"items\":[" + item + ",{\"sid\":\"s\"}]}");
        assertThat(frame.skipped()).isEqualTo(1);
        assertThat(frame.items()).containsExactly(new RevokedItem.Session("s"));
    }

    /// It was not everybody who was meant.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nbf\":5,\"client_id\":\"c\"}",
                "{\"nbf\":5,\"sub\":7}",
                "{\"sub\":\"\",\"nbf\":5}"
            })
    void a_cut_off_for_some_never_becomes_one_for_all(String item) throws Exception {
        var frame = read("{\"iat\":1,\"seq\":1,\"items\":[" + item + "]}");
        assertThat(frame.items()).isEmpty();
        assertThat(frame.skipped()).isEqualTo(1);
    }

    @Test
    void members_that_later_versions_add_to_an_item_change_nothing() throws Exception {
        var frame = read("{\"iat\":1,\"seq\":1,\"items\":[{\"sid\":\"s\",\"reason\":\"logout\"}]}");
        assertThat(frame.items()).containsExactly(new RevokedItem.Session("s"));
    }

    @Test
    void a_value_too_large_for_any_list_still_counts_as_revoked() throws Exception {
        var frame = read("{\"iat\":1,\"seq\":1,\"items\":[{\"uri\":\"u\",\"idx\":0,\"v\":99999}]}");
        assertThat(frame.items()).containsExactly(new RevokedItem.Place("u", 0, 255));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'seq':1,'items':[]}; iat is absent or not a date",
                "{'iat':'1','seq':1,'items':[]}; iat is absent or not a date",
                "{'iat':1,'items':[]}; seq is absent or not a whole number from 0",
                "{'iat':1,'seq':-1,'items':[]}; seq is absent or not a whole number from 0",
                "{'iat':1,'seq':1.5,'items':[]}; seq is absent or not a whole number from 0",
                "{'iat':1,'seq':1}; items is absent or not an array",
                "{'iat':1,'seq':1,'items':{}}; items is absent or not an array"
            })
    void a_frame_that_does_not_say_what_it_must_is_malformed(String claims, String rule) {
        var refused = catchThrowableOfType(Malformed.class, () -> read(claims.replace('\'', '"')));
        assertThat(refused.rule()).isEqualTo(rule);
    }

    @Test
    void a_thousand_items_are_read_and_one_more_is_too_many() throws Exception {
        assertThat(read(withItems(1_000)).items()).hasSize(1_000);
        assertThat(catchThrowableOfType(Malformed.class, () -> read(withItems(1_001))))
                .hasMessageContaining("more than 1000");
    }

    private static String withItems(int count) {
        return "{\"iat\":1,\"seq\":1,\"items\":["
                + "{\"jti\":\"abcdefghijklmnopqr\",\"exp\":9},".repeat(count - 1)
                + "{\"sid\":\"s\"}]}";
    }

    private static Frame read(String json) throws Exception {
        return FrameReader.read(
                (JsonObject) JsonReader.read(json.getBytes(UTF_8), FrameReader.LIMITS));
    }
}
