package dev.mintmark.verifier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

class JsonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "7,7",
        "-12,-12",
        "1e3,1000",
        "10.0,10",
        "2.50E1,25",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808"
    })
    void a_whole_number_is_a_long_however_it_is_written(String text, long value) {
        assertThat(new JsonNumber(text).asLong()).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.5", "1e-1", "9223372036854775808", "1e19", "1e999999999", "1e-999999999"})
    void what_is_no_whole_number_of_that_size_is_no_long(String text) {
        assertThat(new JsonNumber(text).asLong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e65", "1e-65", "1e999999999", "1e99999999999999999999"})
    void a_number_with_a_gigabyte_of_digits_has_no_cheap_value(String text) {
        assertThat(new JsonNumber(text).asDecimal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.25", "-3e2", "0.1"})
    void a_decimal_is_exact(String text) {
        assertThat(new JsonNumber(text).asDecimal()).contains(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "+1", "1.", ".5", "NaN", "0x1", " 1", "1e", "--1", "١"})
    void what_is_no_json_number_cannot_be_made(String text) {
        assertThatThrownBy(() -> new JsonNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
