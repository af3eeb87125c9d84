package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against OpenSSL: key 00 01 … 0f, message 00 01 … of the given length.
class SipHashTest {

    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @ParameterizedTest
    @CsvSource({
        "0, A3817F04BA25A8E66DF67214C7550293",
        "1, DA87C1D86B99AF44347659119B22FC45",
        "7, A1F1EBBED8DBC153C0B84AA61FF08239",
        "8, 3B62A9BA6258F5610F83E264F31497B4",
        "15, 5493E99933B0A8117E08EC0F97CFC3D9",
        "22, 4A29B54552D16B9A469C10528EFF0AAE",
        "63, 5150D1772F50834A503E069A973FBD7C"
    })
    void a_text_has_the_fingerprint_that_openssl_computes(int length, String expected) {
        var message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) i;
        }
        var fingerprint = HASH.of(message);
        var littleEndian =
                "%016X%016X"
                        .formatted(
                                Long.reverseBytes(fingerprint.low()),
                                Long.reverseBytes(fingerprint.high()));
        assertThat(littleEndian).isEqualTo(expected);
    }
}
