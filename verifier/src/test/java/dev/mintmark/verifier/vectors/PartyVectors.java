package dev.mintmark.verifier.vectors;

/// From whom a token is, and for whom.
final class PartyVectors {

    private static final String[][] NO_STRINGS = {
        {"null", "null"}, {"number", "7"}, {"true", "true"}, {"object", "{}"}, {"empty", "\"\""}
    };

    private PartyVectors() {}

    static final class Issuer extends Theme {

        Issuer(KeyRing ring) {
            super(ring, "issuer", "iss, to the letter.");
            String rule = "R-026; RFC 8725 §3.8";
            String[][] others = {
                {"other", "https://evil.example"},
                {"trailing-slash", "https://id.example.com/"},
                {"host-case", "https://ID.example.com"},
                {"scheme-case", "HTTPS://id.example.com"},
                {"http", "http://id.example.com"},
                {"default-port", "https://id.example.com:443"},
                {"other-port", "https://id.example.com:8443"},
                {"path", "https://id.example.com/tenant"},
                {"query", "https://id.example.com?x"},
                {"fragment", "https://id.example.com#x"},
                {"user", "https://id.example.com@evil.example"},
                {"suffix", "https://id.example.com.evil.example"},
                {"prefix", "https://id.example.co"},
                {"trailing-dot", "https://id.example.com."},
                {"space-before", " https://id.example.com"},
                {"space-after", "https://id.example.com "},
                {"nul-after", "https://id.example.com\0"},
                {"percent", "https://id%2Eexample.com"},
                {"lookalike", "https://id.exаmple.com"},
                {"without-scheme", "id.example.com"},
                {"dot-segment", "https://id.example.com/."}
            };
            for (String[] other : others) {
                add(
                                other[0],
                                "Another issuer is refused, however alike: "
                                        + other[0].replace('-', ' '),
                                rule)
                        .token(aToken().claim("iss", Json.quoted(other[1])))
                        .refused("wrong_issuer");
            }
            for (String[] value : NO_STRINGS) {
                add(
                                value[0],
                                "An iss that is no name is refused: " + value[0],
                                "R-028; RFC 7519 §4.1.1")
                        .token(aToken().claim("iss", value[1]))
                        .refused("malformed");
            }
            add("array", "An array that holds the issuer is refused", "R-028; RFC 7519 §4.1.1")
                    .token(aToken().claim("iss", "[\"https://id.example.com\"]"))
                    .refused("malformed");
            add("absent", "A token without iss is refused", "R-028; RFC 9068 §2.2")
                    .token(aToken().without("iss"))
                    .refused("malformed");
            add("with-path", "An issuer may have a path", rule)
                    .issuer("https://id.example.com/tenant/1")
                    .token(aToken().claim("iss", "\"https://id.example.com/tenant/1\""))
                    .trusted();
            add("slash-configured", "An issuer that ends in a slash is compared with it", rule)
                    .issuer("https://id.example.com/")
                    .token(aToken())
                    .refused("wrong_issuer");
            add("escaped", "An iss in escapes is the same iss", rule)
                    .token(aToken().claim("iss", "\"https:\\/\\/id.ex\\u0061mple.com\""))
                    .trusted();
        }
    }

    static final class Audience extends Theme {

        Audience(KeyRing ring) {
            super(ring, "audience", "aud: a string or an array of strings, one of them ours.");
            String rule = "R-027; RFC 8725 §3.9";
            String[][] others = {
                {"other", "\"billing-api\""},
                {"case", "\"Orders-API\""},
                {"prefix", "\"orders\""},
                {"longer", "\"orders-api-2\""},
                {"trailing-slash", "\"orders-api/\""},
                {"space-after", "\"orders-api \""},
                {"list-in-a-string", "\"billing-api orders-api\""},
                {"comma-list", "\"orders-api,billing-api\""},
                {"wildcard", "\"*\""},
                {"empty-string", "\"\""},
                {"lookalike", "\"оrders-api\""},
                {"issuer", "\"https://id.example.com\""},
                {"client-id", "\"web\""},
                {"array-of-others", "[\"billing-api\",\"stock-api\"]"},
                {"array-of-empty", "[\"\"]"}
            };
            for (String[] other : others) {
                add(
                                other[0],
                                "A token for somebody else is refused: "
                                        + other[0].replace('-', ' '),
                                rule)
                        .token(aToken().claim("aud", other[1]))
                        .refused("wrong_audience");
            }
            String[][] bad = {
                {"null", "null"},
                {"number", "7"},
                {"true", "true"},
                {"object", "{\"orders-api\":true}"},
                {"array-empty", "[]"},
                {"array-with-number", "[\"orders-api\",7]"},
                {"array-with-null", "[null,\"orders-api\"]"},
                {"array-nested", "[[\"orders-api\"]]"},
                {"array-with-object", "[\"orders-api\",{}]"}
            };
            for (String[] value : bad) {
                add(
                                value[0],
                                "An aud of the wrong type is refused: "
                                        + value[0].replace('-', ' '),
                                "R-027; RFC 7519 §4.1.3")
                        .token(aToken().claim("aud", value[1]))
                        .refused("malformed");
            }
            add("absent", "A token without aud is refused", "R-027; RFC 9068 §2.2")
                    .token(aToken().without("aud"))
                    .refused("malformed");
            String[][] good = {
                {"array-of-one", "An array of one audience is lawful", "[\"orders-api\"]"},
                {
                    "array-of-two",
                    "One of two audiences is enough",
                    "[\"billing-api\",\"orders-api\"]"
                },
                {
                    "array-twice",
                    "An audience may be named twice",
                    "[\"orders-api\",\"orders-api\"]"
                },
                {
                    "array-with-empty",
                    "An empty name beside ours does not matter",
                    "[\"\",\"orders-api\"]"
                }
            };
            for (String[] value : good) {
                add(value[0], value[1], rule).token(aToken().claim("aud", value[2])).trusted();
            }
            add("several-configured", "Any of several configured audiences will do", rule)
                    .audiences("stock-api", "orders-api")
                    .token(aToken())
                    .trusted();
            add("several-configured-none", "None of several configured audiences is refused", rule)
                    .audiences("stock-api", "billing-api")
                    .token(aToken())
                    .refused("wrong_audience");
        }
    }
}
