package dev.mintmark.e2e;

import java.util.stream.Stream;

/// Texts that look more or less like a token and are none.
final class GarbageTokens {
    private GarbageTokens() {}

    static Stream<String> around(String genuine) {
        return Stream.of(
                "x",
                ".",
                "..",
                "...",
                "....",
                "null",
                "%00",
                "\u0001",
                "mm_",
                "mm_rt_",
                "mm_rt_" + "0".repeat(43),
                "mm_rt_" + "z".repeat(109),
                "mm_rt_" + "0".repeat(9_000),
                "mm_at_abc",
                "mm_rt_\u00fc\u20ac\ud83d\udca9",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "e30.e30.e30",
                "eyJ.eyJ.eyJ",
                ".".repeat(16_000),
                "A".repeat(20_000),
                "{\"payload\":\"e30\",\"signatures\":[]}",
                genuine.substring(1),
                genuine.substring(0, genuine.length() - 1),
                genuine.substring(0, genuine.length() / 2),
                genuine + "A",
                genuine + "=",
                genuine + "\n",
                " " + genuine,
                genuine + genuine,
                genuine + "." + genuine,
                genuine.toUpperCase(java.util.Locale.ROOT),
                new StringBuilder(genuine).reverse().toString());
    }
}
