package dev.mintmark.verifier.vectors;

/// NumericDate: which values are dates at all.
final class DateVectors extends Theme {

    private static final String RULE = "R-023; RFC 7519 §2";
    private static final long NOW = TokenDraft.NOW;

    /// As long as dates can be apart.
    private static final long ANY_LIFETIME = 253_402_300_799L;

    DateVectors(KeyRing ring) {
        super(ring, "numeric-date", "Values of exp, iat and nbf: type, range, fractions.");
        String[][] bad = {
            {"null", "null"},
            {"string", "\"1800000000\""},
            {"empty-string", "\"\""},
            {"iso-8601", "\"2027-01-15T08:00:00Z\""},
            {"true", "true"},
            {"array", "[1800000000]"},
            {"object", "{\"seconds\":1800000000}"},
            {"negative", "-1"},
            {"negative-fraction", "-0.5"},
            {"beyond-9999", "253402300800"},
            {"fraction-beyond-9999", "253402300799.5"},
            {"milliseconds", "1800000000000"},
            {"2-to-63-minus-1", "9223372036854775807"},
            {"2-to-63", "9223372036854775808"},
            {"2-to-64", "18446744073709551616"},
            {"minus-2-to-63", "-9223372036854775808"},
            {"1e19", "1e19"},
            {"1e400", "1e400"},
            {"minus-1e400", "-1e400"},
            {"1e-huge", "1e999999999999"}
        };
        for (String name : new String[] {"exp", "iat", "nbf"}) {
            for (String[] value : bad) {
                add(name + "-" + value[0], "%s cannot be %s".formatted(name, value[1]), RULE)
                        .maxLifetime(ANY_LIFETIME)
                        .token(aToken().claim(name, value[1]))
                        .refused("malformed");
            }
        }
        lawful();
        fractions();
    }

    private void lawful() {
        trusted(
                "exp-exponent",
                "exp may be written with an exponent",
                "exp",
                "1.8000006e9",
                NOW + 600);
        trusted(
                "exp-exponent-plus",
                "exp may be written with a signed exponent",
                "exp",
                "18000006E+2",
                NOW + 600);
        trusted(
                "exp-point-zero",
                "exp may be written with a fraction of zero",
                "exp",
                NOW + 600 + ".000",
                NOW + 600);
        trusted(
                "exp-negative-exponent",
                "exp may be written with a negative exponent",
                "exp",
                "18000006000e-1",
                NOW + 600);
        trusted("iat-exponent", "iat may be written with an exponent", "iat", "1.8e9", NOW);
        trusted(
                "iat-point-zero",
                "iat may be written with a fraction of zero",
                "iat",
                NOW + ".0",
                NOW);
        add("exp-latest", "The last second of the year 9999 is a date", RULE)
                .maxLifetime(ANY_LIFETIME)
                .token(aToken().claim("exp", 253_402_300_799L))
                .trusted();
        add("iat-zero", "The first second of 1970 is a date", RULE)
                .maxLifetime(ANY_LIFETIME)
                .token(aToken().claim("iat", 0))
                .trusted();
        add("iat-minus-zero", "Minus zero is zero", RULE)
                .maxLifetime(ANY_LIFETIME)
                .token(aToken().claim("iat", "-0"))
                .trusted()
                .expecting("iat", "0");
        add("nbf-zero", "nbf may be the first second of 1970", RULE)
                .token(aToken().claim("nbf", 0))
                .trusted();
        add("exp-zero", "An exp of zero is long past", RULE)
                .token(aToken().claim("exp", 0))
                .refused("expired");
        add("nbf-latest", "An nbf at the end of the year 9999 is far off", RULE)
                .token(aToken().claim("nbf", 253_402_300_799L))
                .refused("not_yet_valid");
        add("iat-latest", "An iat at the end of the year 9999 is far off", RULE)
                .token(aToken().claim("iat", 253_402_300_799L))
                .refused("not_yet_valid");
        add("nbf-absent", "nbf may be absent", "R-024; RFC 7519 §4.1.5").token(aToken()).trusted();
        add("exp-absent", "exp must not be absent", "R-022; RFC 9068 §2.2")
                .token(aToken().without("exp"))
                .refused("malformed");
        add("iat-absent", "iat must not be absent", "R-022; RFC 9068 §2.2")
                .token(aToken().without("iat"))
                .refused("malformed");
    }

    private void fractions() {
        trusted(
                "exp-fraction",
                "A fraction of exp is rounded down",
                "exp",
                NOW + 600 + ".999",
                NOW + 600);
        trusted(
                "iat-fraction",
                "A fraction of iat is rounded up",
                "iat",
                NOW - 5 + ".001",
                NOW - 4);
        add("exp-fraction-of-now", "exp within the current second is past", RULE)
                .leeway(0)
                .token(aToken().claim("exp", NOW + ".9"))
                .refused("expired");
        add("exp-next-second", "exp at the next second is not past", RULE)
                .leeway(0)
                .token(aToken().claim("exp", NOW + 1 + ".0"))
                .trusted()
                .expecting("exp", Long.toString(NOW + 1));
        add("nbf-fraction", "A fraction of nbf is rounded up", RULE)
                .token(aToken().claim("nbf", NOW + 10 + ".001"))
                .refused("not_yet_valid");
        add("iat-fraction-future", "A fraction of iat counts towards the future", RULE)
                .token(aToken().claim("iat", NOW + 60 + ".001"))
                .refused("not_yet_valid");
        add("exp-rounding-error", "exp is exact where binary fractions are not", RULE)
                .leeway(0)
                .token(aToken().claim("exp", NOW + ".99999999999999999999"))
                .refused("expired");
    }

    private void trusted(String id, String title, String claim, String value, long seconds) {
        add(id, title, RULE)
                .token(aToken().claim(claim, value))
                .trusted()
                .expecting(claim, Long.toString(seconds));
    }
}
