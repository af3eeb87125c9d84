package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.revocation.FeedReaders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/// Status lists whose signature has held. The first byte of the input says what follows: claims as
/// JSON, a ZLIB stream for an otherwise good list, or the bytes of a list, which has to be read as
/// what it is.
public final class StatusListTarget {

    static final byte CLAIMS = 0;
    static final byte ZLIB = 1;
    static final byte PLACES = 2;
    private static final int KINDS = 3;

    private StatusListTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        int kind = (data[0] & 0xFF) % KINDS;
        int bits = 1 << ((data[0] & 0xFF) / KINDS & 3);
        byte[] claims =
                switch (kind) {
                    case CLAIMS -> rest;
                    case ZLIB -> claims(bits, rest);
                    default -> claims(bits, deflated(rest));
                };
        Bounded.run(
                claims.length,
                () -> {
                    Optional<FeedReaders.Places> list = FeedReaders.list(claims);
                    list.ifPresent(StatusListTarget::requireSound);
                    if (kind == PLACES && rest.length <= FeedReaders.MOST_LIST_BYTES) {
                        Bounded.require(
                                list.isPresent()
                                        && list.get().bits() == bits
                                        && Arrays.equals(list.get().packed(), rest),
                                "a good list was not read as it is");
                    }
                });
    }

    static byte[] claims(int bits, byte[] zlib) {
        return """
        {"sub":"%s","iat":1800000000,"exp":1800086400,"ttl":30,\
        "status_list":{"bits":%d,"lst":"%s"}}
        """
                .formatted(FeedReaders.LIST, bits, Base64Url.encode(zlib))
                .getBytes(UTF_8);
    }

    static byte[] deflated(byte[] places) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Each place once more, by taking the bytes apart bit by bit.
    private static void requireSound(FeedReaders.Places list) {
        Bounded.require(list.packed().length <= FeedReaders.MOST_LIST_BYTES, "larger than allowed");
        long count = list.packed().length * 8L / list.bits();
        Bounded.require(list.count() == count, "another number of places");
        Bounded.require(list.value(-1) < 0 && list.value(count) < 0, "a place beyond the ends");
        for (long index = 0; index < Math.min(count, 1024); index++) {
            int value = 0;
            for (int bit = list.bits() - 1; bit >= 0; bit--) {
                long at = index * list.bits() + bit;
                value = value << 1 | (list.packed()[(int) (at / 8)] >> (at % 8) & 1);
            }
            Bounded.require(list.value(index) == value, "another value at a place");
        }
    }
}
