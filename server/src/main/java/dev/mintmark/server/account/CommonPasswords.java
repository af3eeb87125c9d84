package dev.mintmark.server.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// Passwords that everybody tries first: from lists of what people really chose, as became known by
/// breaches. Kept as the first five bytes of the SHA-256 of each in small letters, in order; so a
/// good password is taken for one of them once in some ten million times.
final class CommonPasswords {
    static final int BYTES = 5;

    private static final String RESOURCE = "common-passwords.bin";

    private CommonPasswords() {}

    static boolean contain(String password) {
        byte[] wanted = prefix(password);
        byte[] list = List.ALL;
        int low = 0;
        int high = list.length / BYTES - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order =
                    Arrays.compareUnsigned(
                            list, middle * BYTES, (middle + 1) * BYTES, wanted, 0, BYTES);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /// What is kept of one.
    static byte[] prefix(String password) {
        var plain = Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(plain.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Read when the first password is chosen.
    private static final class List {
        static final byte[] ALL = read();

        private static byte[] read() {
            try (var in = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is missing from the jar");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
