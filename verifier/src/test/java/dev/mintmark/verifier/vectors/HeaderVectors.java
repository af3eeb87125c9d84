package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_16BE;

/// What stands in the header, apart from `alg` and `typ`, which have files of their own.
final class HeaderVectors extends Theme {

    HeaderVectors(KeyRing ring) {
        super(ring, "header", "JSON of the header, names used twice, kid, keys brought along.");
        json();
        twice();
        types();
        kid();
        keysBroughtAlong();
    }

    private void json() {
        String rule = "R-008; RFC 7515 §4";
        text("not-json", "A header that is no JSON is refused", rule, "alg=ES256");
        text("empty-object", "A header without members is refused", "R-009; RFC 7515 §4.1.1", "{}");
        text(
                "array",
                "A header that is an array is refused",
                rule,
                "[" + aToken().headerText() + "]");
        text("string", "A header that is a string is refused", rule, "\"ES256\"");
        text("null", "A header that is null is refused", rule, "null");
        text("trailing-comma", "A trailing comma is refused", rule, closed(","));
        text(
                "trailing-data",
                "Data after the object is refused",
                rule,
                aToken().headerText() + "x");
        text("second-object", "A second object is refused", rule, aToken().headerText() + "{}");
        text(
                "trailing-nul",
                "A NUL after the object is refused",
                rule,
                aToken().headerText() + "\0");
        text("comment", "A comment is refused", rule, closed("/**/"));
        text(
                "unclosed",
                "An object that does not end is refused",
                rule,
                closed(",\"x\":1").replace("}", ""));
        text(
                "single-quotes",
                "Names in single quotes are refused",
                rule,
                aToken().headerText().replace('"', '\''));
        text(
                "byte-order-mark",
                "A byte order mark is refused",
                "R-006; RFC 8259 §8.1",
                "\uFEFF" + aToken().headerText());
        add("utf-16", "A header in UTF-16 is refused", "R-006; RFC 8259 §8.1")
                .token(aToken().headerBytes(aToken().headerText().getBytes(UTF_16BE)))
                .refused("malformed");
        bytes("utf-8-lone-continuation", "A lone continuation byte is refused", 0x80);
        bytes("utf-8-overlong", "An overlong form is refused", 0xC1, 0xA1);
        bytes("utf-8-surrogate", "A surrogate spelled in UTF-8 is refused", 0xED, 0xA0, 0x80);
        bytes("utf-8-truncated", "A truncated sequence is refused", 0xE2, 0x82);
        add(
                        "half-surrogate-escape",
                        "Half a surrogate pair in an escape is refused",
                        "R-008; RFC 8259 §8.2")
                .token(aToken().header("x", "\"\\ud800\""))
                .refused("malformed");
        add("space", "Space between the tokens of JSON is lawful", rule)
                .token(
                        aToken().headerText(
                                        "\n{ \"alg\" :\t\"ES256\" ,\r\n\"kid\":\"es256\", \"typ\":\"at+jwt\"} "))
                .trusted();
        add("escapes", "Escapes in names and values mean what they spell", rule)
                .token(
                        aToken().headerText(
                                        "{\"\\u0061lg\":\"ES\\u0032\\u00356\",\"kid\":\"es256\",\"typ\":\"at+jwt\"}"))
                .trusted();
        add("order", "The order of members does not matter", rule)
                .token(
                        aToken().headerText(
                                        "{\"typ\":\"at+jwt\",\"kid\":\"es256\",\"alg\":\"ES256\"}"))
                .trusted();
        add("unknown-member", "A member that nobody knows is ignored", "R-008; RFC 7515 §4")
                .token(aToken().header("https://example.com/x", "{\"y\":[1,2,{\"z\":null}]}"))
                .trusted();
    }

    private void twice() {
        String rule = "R-007; RFC 7515 §4";
        text("alg-twice", "alg named twice is refused", rule, opened("\"alg\":\"none\","));
        text(
                "alg-twice-last",
                "alg named twice is refused, in whichever order",
                rule,
                closed(",\"alg\":\"none\""));
        text(
                "alg-twice-equal",
                "alg named twice with one value is refused",
                rule,
                closed(",\"alg\":\"ES256\""));
        text("kid-twice", "kid named twice is refused", rule, closed(",\"kid\":\"other\""));
        text("typ-twice", "typ named twice is refused", rule, closed(",\"typ\":\"JWT\""));
        text(
                "alg-twice-escaped",
                "A name used twice is seen through an escape",
                rule,
                closed(",\"\\u0061lg\":\"none\""));
        text(
                "unknown-twice",
                "An unknown name used twice is refused",
                rule,
                closed(",\"x\":1,\"x\":2"));
        text(
                "deep-twice",
                "A name used twice deeper down is refused",
                rule,
                closed(",\"x\":{\"y\":1,\"y\":1}"));
        text(
                "crit-hidden-twice",
                "A second crit does not hide the first",
                rule,
                opened("\"crit\":[\"b64\"],").replace("}", ",\"crit\":[]}"));
    }

    private void types() {
        for (String[] value :
                new String[][] {
                    {"null", "null"},
                    {"number", "7"},
                    {"array", "[\"es256\"]"},
                    {"object", "{}"},
                    {"boolean", "true"}
                }) {
            add(
                            "kid-" + value[0],
                            "A kid that is no string is refused: " + value[0],
                            "R-019; RFC 7515 §4.1.4")
                    .token(aToken().header("kid", value[1]))
                    .refused("malformed");
            add(
                            "typ-" + value[0],
                            "A typ that is no string is refused: " + value[0],
                            "R-021; RFC 7515 §4.1.9")
                    .token(aToken().header("typ", value[1]))
                    .refused("malformed");
        }
    }

    private void kid() {
        for (String[] value :
                new String[][] {
                    {"path", "a path", "../../../../dev/null"},
                    {"file-url", "a file's address", "file:///dev/null"},
                    {"sql", "SQL", "es256' OR '1'='1"},
                    {"ldap", "an LDAP filter", "es256)(|(uid=*)"},
                    {"url", "an address", "https://evil.example/keys.json"},
                    {"command", "a shell command", "es256|id"},
                    {"empty", "empty", ""},
                    {"upper-case", "of other case", "ES256"},
                    {"trailing-space", "followed by a space", "es256 "},
                    {"nul", "followed by NUL", "es256\0"},
                    {"prefix", "a prefix of the name", "es25"},
                    {"lookalike", "written with a Cyrillic letter", "еs256"},
                    {"newline", "with a line break and a made-up log line", "x\n[INFO] accepted"},
                    {"prototype", "a name of every JavaScript object", "__proto__"},
                    {"unknown", "that the issuer never had", "es256-2"}
                }) {
            add(
                            "kid-is-" + value[0],
                            "A kid is only a name to look up, here " + value[1],
                            "R-019; RFC 8725 §3.10")
                    .token(aToken().header("kid", Json.quoted(value[2])))
                    .refused("unknown_kid");
        }
        String longest = "k".repeat(128);
        add("kid-128", "A kid of 128 characters is lawful", "R-019; RFC 7515 §4.1.4")
                .keys(jwk("ES256").with("kid", Json.quoted(longest)))
                .token(aToken().header("kid", Json.quoted(longest)))
                .trusted();
        add("kid-129", "A kid of 129 characters is refused", "R-019; RFC 7515 §4.1.4")
                .token(aToken().header("kid", Json.quoted(longest + "k")))
                .refused("malformed");
        String odd = "ключ/№ 1 \uD83D\uDD11";
        add("kid-any-text", "A kid may be any text", "R-019; RFC 7515 §4.1.4")
                .keys(jwk("ES256").with("kid", Json.quoted(odd)))
                .token(aToken().header("kid", Json.quoted(odd)))
                .trusted();
    }

    private void keysBroughtAlong() {
        String rule = "R-018; RFC 8725 §3.10";
        String own = jwk("ES256").toString();
        String evil = key("es256-other").published("es256", "ES256").toString();
        String[][] members = {
            {"jwk", "jwk", evil},
            {"jku", "jku", "\"https://evil.example/keys.json\""},
            {"x5u", "x5u", "\"https://evil.example/chain.pem\""},
            {"x5c", "x5c", "[\"MIIBAA==\"]"},
            {"x5t", "x5t#S256", "\"AAAA\""}
        };
        for (String[] member : members) {
            add(
                            member[0] + "-ignored",
                            "A key brought along does not stand in the way of the right one: "
                                    + member[0],
                            rule)
                    .token(aToken().header(member[1], member[2]))
                    .trusted();
            add(
                            member[0] + "-not-used",
                            "A key brought along does not verify the token: " + member[0],
                            rule)
                    .token(aToken().header(member[1], member[2]).signedBy("es256-other"))
                    .refused("bad_signature");
        }
        add("jwk-unknown-kid", "A key brought along does not stand in for an unknown kid", rule)
                .token(
                        aToken().header("jwk", evil)
                                .header("kid", "\"mine\"")
                                .signedBy("es256-other"))
                .refused("unknown_kid");
        add("jwk-without-kid", "Without kid, too, only the issuer's keys are tried", rule)
                .token(aToken().header("jwk", evil).withoutHeader("kid").signedBy("es256-other"))
                .refused("bad_signature");
        add("jwk-of-the-issuer", "The issuer's own key may be brought along", rule)
                .token(aToken().header("jwk", own))
                .trusted();
    }

    private String opened(String members) {
        return "{" + members + aToken().headerText().substring(1);
    }

    private String closed(String members) {
        String header = aToken().headerText();
        return header.substring(0, header.length() - 1) + members + "}";
    }

    private void text(String id, String title, String requirements, String headerJson) {
        add(id, title, requirements).token(aToken().headerText(headerJson)).refused("malformed");
    }

    private void bytes(String id, String title, int... bad) {
        String[] around = closed(",\"x\":\"!\"").split("!", -1);
        add(id, title, "R-006; RFC 8259 §8.1")
                .token(aToken().headerBytes(Bytes.between(around[0], bad, around[1])))
                .refused("malformed");
    }
}
