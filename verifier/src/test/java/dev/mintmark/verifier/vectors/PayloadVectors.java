package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_16BE;

/// JSON of the payload, always under a valid signature.
final class PayloadVectors extends Theme {

    PayloadVectors(KeyRing ring) {
        super(ring, "payload-json", "Strict JSON and strict UTF-8, under valid signatures.");
        notObjects();
        twice();
        grammar();
        characters();
        lawful();
    }

    private void notObjects() {
        String rule = "R-008; RFC 7519 §7.2";
        text("empty", "An empty payload is refused", rule, "");
        text("space", "A payload of space is refused", rule, " ");
        text(
                "array",
                "A payload that is an array is refused",
                rule,
                "[" + aToken().claimsText() + "]");
        text("string", "A payload that is a string is refused", rule, "\"alice\"");
        text("number", "A payload that is a number is refused", rule, "7");
        text("null", "A payload that is null is refused", rule, "null");
        text("true", "A payload that is true is refused", rule, "true");
        text("no-claims", "A payload without claims is refused", "R-028; RFC 9068 §2.2", "{}");
        text("not-json", "A payload that is no JSON is refused", rule, "sub=alice");
        text("yaml", "A payload that is YAML is refused", rule, "sub: alice");
    }

    private void twice() {
        String rule = "R-007; RFC 7519 §4";
        for (String name : new String[] {"iss", "sub", "aud", "client_id", "jti", "iat", "exp"}) {
            text(
                    name + "-twice",
                    "%s named twice with one value is refused".formatted(name),
                    rule,
                    closed(",%s:%s".formatted(Json.quoted(name), aToken().claims().get(name))));
        }
        text(
                "sub-twice-other",
                "sub named twice with two values is refused",
                rule,
                closed(",\"sub\":\"mallory\""));
        text(
                "exp-twice-first",
                "An exp before the other is refused",
                rule,
                opened("\"exp\":9999999999,"));
        text(
                "twice-escaped",
                "A name used twice is seen through an escape",
                rule,
                closed(",\"\\u0073ub\":\"mallory\""));
        text(
                "twice-escaped-both",
                "A name used twice is seen through two escapes",
                rule,
                closed(",\"\\u0078\":1,\"\\u0078\":2"));
        text(
                "twice-slash",
                "A name used twice is seen through an escaped slash",
                rule,
                closed(",\"a/b\":1,\"a\\/b\":2"));
        text(
                "twice-unknown",
                "An unknown name used twice is refused",
                rule,
                closed(",\"x\":1,\"x\":1"));
        text(
                "twice-empty-name",
                "An empty name used twice is refused",
                rule,
                closed(",\"\":1,\"\":1"));
        text(
                "twice-deep",
                "A name used twice one level down is refused",
                rule,
                closed(",\"x\":{\"y\":1,\"y\":2}"));
        text(
                "twice-deeper",
                "A name used twice three levels down is refused",
                rule,
                closed(",\"x\":{\"y\":[{\"z\":1,\"z\":2}]}"));
        text(
                "twice-in-array",
                "A name used twice in an array's object is refused",
                rule,
                closed(",\"x\":[{},{\"y\":1,\"y\":1}]"));
        text(
                "twice-pair",
                "A name used twice, once as a surrogate pair in escapes, is refused",
                rule,
                closed(",\"\uD83D\uDD11\":1,\"\\ud83d\\udd11\":2"));
        var many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            many.append(",\"m").append(i).append("\":").append(i);
        }
        text(
                "twice-among-many",
                "A name used twice is found among many",
                rule,
                closed(many + ",\"m3\":3"));
    }

    private void grammar() {
        String rule = "R-008; RFC 8259 §2";
        text("trailing-comma", "A trailing comma is refused", rule, closed(","));
        text("leading-comma", "A leading comma is refused", rule, opened(","));
        text("comma-twice", "Two commas in a row are refused", rule, closed(",,\"x\":1"));
        text(
                "array-trailing-comma",
                "A trailing comma in an array is refused",
                rule,
                closed(",\"x\":[1,]"));
        text("array-hole", "A hole in an array is refused", rule, closed(",\"x\":[1,,2]"));
        text("missing-colon", "A member without colon is refused", rule, closed(",\"x\" 1"));
        text("missing-value", "A member without value is refused", rule, closed(",\"x\":"));
        text(
                "missing-brace",
                "An object that does not end is refused",
                rule,
                closed("").replace("}", ""));
        text("brace-too-many", "A brace too many is refused", rule, closed("") + "}");
        text("second-object", "A second object is refused", rule, closed("") + closed(""));
        text("trailing-word", "A word after the object is refused", rule, closed("") + " true");
        text("trailing-nul", "A NUL after the object is refused", rule, closed("") + "\0");
        text("line-comment", "A comment after the object is refused", rule, closed("") + "//");
        text("block-comment", "A comment inside is refused", rule, opened("/* x */"));
        text("hash-comment", "A comment of another language is refused", rule, closed("") + "\n#");
        text("single-quotes", "Single quotes are refused", rule, closed("").replace('"', '\''));
        text("unquoted-name", "A name without quotes is refused", rule, closed(",x:1"));
        text("true-upper-case", "True is not true", rule, closed(",\"x\":True"));
        text("none", "None is not null", rule, closed(",\"x\":None"));
        text("undefined", "undefined is no value", rule, closed(",\"x\":undefined"));
        text("truncated-word", "tru is no value", rule, closed(",\"x\":tru"));
        String numbers = "R-008; RFC 8259 §6";
        String[][] bad = {
            {"nan", "NaN"},
            {"infinity", "Infinity"},
            {"minus-infinity", "-Infinity"},
            {"hexadecimal", "0x10"},
            {"leading-zero", "01"},
            {"minus-leading-zero", "-01"},
            {"plus", "+1"},
            {"leading-point", ".5"},
            {"trailing-point", "5."},
            {"exponent-empty", "1e"},
            {"exponent-sign", "1e+"},
            {"minus", "-"},
            {"underscore", "1_000"},
            {"suffix", "1L"},
            {"two-points", "1.2.3"}
        };
        for (String[] number : bad) {
            text(
                    "number-" + number[0],
                    "%s is no number".formatted(number[1]),
                    numbers,
                    closed(",\"x\":" + number[1]));
        }
    }

    private void characters() {
        String strings = "R-008; RFC 8259 §7";
        text(
                "newline-in-string",
                "A line break inside a string is refused",
                strings,
                closed(",\"x\":\"a\nb\""));
        text(
                "tab-in-string",
                "A tab inside a string is refused",
                strings,
                closed(",\"x\":\"a\tb\""));
        text(
                "nul-in-string",
                "A NUL inside a string is refused",
                strings,
                closed(",\"x\":\"a\0b\""));
        text(
                "control-in-name",
                "A control character inside a name is refused",
                strings,
                closed(",\"a\u001Fb\":1"));
        text("escape-unknown", "An unknown escape is refused", strings, closed(",\"x\":\"\\x41\""));
        text(
                "escape-quote",
                "An escaped single quote is refused",
                strings,
                closed(",\"x\":\"\\'\""));
        text("escape-upper-case", "\\U is no escape", strings, closed(",\"x\":\"\\U0041\""));
        text(
                "escape-short",
                "An escape of three digits is refused",
                strings,
                closed(",\"x\":\"\\u041\""));
        text(
                "escape-not-hex",
                "An escape with a letter beyond F is refused",
                strings,
                closed(",\"x\":\"\\u00g1\""));
        text(
                "escape-braces",
                "An escape in braces is refused",
                strings,
                closed(",\"x\":\"\\u{41}\""));
        text(
                "escape-fullwidth-digits",
                "Digits of another script make no escape",
                strings,
                closed(",\"x\":\"\\u００４１\""));
        text(
                "string-unclosed",
                "A string that does not end is refused",
                strings,
                "{\"sub\":\"alice");
        text(
                "string-ends-in-backslash",
                "A string that ends in a backslash is refused",
                strings,
                "{\"sub\":\"alice\\");
        String halves = "R-008; RFC 8259 §8.2";
        text(
                "surrogate-high",
                "The first half of a pair alone is refused",
                halves,
                closed(",\"x\":\"\\ud83d\""));
        text(
                "surrogate-low",
                "The second half of a pair alone is refused",
                halves,
                closed(",\"x\":\"\\udd11\""));
        text(
                "surrogates-reversed",
                "A pair in the wrong order is refused",
                halves,
                closed(",\"x\":\"\\udd11\\ud83d\""));
        text(
                "surrogate-then-letter",
                "Half a pair and a letter are refused",
                halves,
                closed(",\"x\":\"\\ud83dA\""));
        text(
                "surrogate-in-name",
                "Half a pair in a name is refused",
                halves,
                closed(",\"\\ud800\":1"));
        text(
                "surrogate-in-sub",
                "Half a pair in sub is refused",
                halves,
                aToken().claim("sub", "\"alice\\udc00\"").claimsText());
        String space = "R-008; RFC 8259 §2";
        text("space-vertical-tab", "A vertical tab is no space", space, opened("\u000B"));
        text("space-form-feed", "A form feed is no space", space, opened("\f"));
        text("space-no-break", "A no-break space is no space", space, opened("\u00A0"));
        text("space-line-separator", "A line separator is no space", space, closed("") + "\u2028");
        String utf8 = "R-006; RFC 8259 §8.1";
        text("byte-order-mark", "A byte order mark is refused", utf8, "\uFEFF" + closed(""));
        add("utf-16", "A payload in UTF-16 is refused", utf8)
                .token(aToken().payloadBytes(closed("").getBytes(UTF_16BE)))
                .refused("malformed");
        bytes("utf-8-lone-continuation", "A lone continuation byte", 0x80);
        bytes("utf-8-two-continuations", "Two continuation bytes", 0xBF, 0xBF);
        bytes("utf-8-overlong-slash", "An overlong slash", 0xC0, 0xAF);
        bytes("utf-8-overlong-nul", "An overlong NUL", 0xC0, 0x80);
        bytes("utf-8-overlong-3", "An overlong form of three bytes", 0xE0, 0x80, 0xAF);
        bytes("utf-8-overlong-4", "An overlong form of four bytes", 0xF0, 0x80, 0x80, 0xAF);
        bytes("utf-8-surrogate", "A surrogate", 0xED, 0xA0, 0xBD);
        bytes(
                "utf-8-surrogate-pair",
                "A surrogate pair, each half for itself",
                0xED,
                0xA0,
                0xBD,
                0xED,
                0xB4,
                0x91);
        bytes("utf-8-beyond-unicode", "A character beyond U+10FFFF", 0xF4, 0x90, 0x80, 0x80);
        bytes("utf-8-f5", "The byte F5", 0xF5, 0x80, 0x80, 0x80);
        bytes("utf-8-five-bytes", "A form of five bytes", 0xF8, 0x88, 0x80, 0x80, 0x80);
        bytes("utf-8-ff", "The byte FF", 0xFF);
        bytes("utf-8-truncated-2", "A truncated form of two bytes", 0xC3);
        bytes("utf-8-truncated-4", "A truncated form of four bytes", 0xF0, 0x9F, 0x94);
        bytes("latin-1", "A letter in Latin-1", 0xE9);
        add("utf-8-broken-in-sub", "sub with a byte that is no UTF-8 is refused", utf8)
                .token(
                        aToken().payloadBytes(
                                        Bytes.between(
                                                aToken().claim("sub", "\"al")
                                                                .claimsText()
                                                                .split("\"al,", -1)[0]
                                                        + "\"al",
                                                new int[] {0xFF},
                                                "ice\",\"aud\":\"orders-api\",\"client_id\":\"web\",\"jti\":\"token-1\",\"iat\":1800000000,\"exp\":1800000600}")))
                .refused("malformed");
        add("utf-8-broken-in-name", "A name with a byte that is no UTF-8 is refused", utf8)
                .token(
                        aToken().payloadBytes(
                                        Bytes.between(
                                                closed("").replace("}", ",\"x"),
                                                new int[] {0xC0},
                                                "\":1}")))
                .refused("malformed");
    }

    private void lawful() {
        String rule = "R-008; RFC 8259 §2";
        add("lawful-space", "Space around every part is lawful", rule)
                .token(
                        aToken().payloadText(
                                        closed("")
                                                        .replace("{", " {\n")
                                                        .replace(":\"", " :\t\"")
                                                        .replace(",", " ,\r\n")
                                                + " \n"))
                .trusted();
        add("lawful-escapes", "Escapes mean what they spell", "R-008; RFC 8259 §7")
                .token(
                        aToken().payloadText(
                                        closed("")
                                                .replace("\"iss\"", "\"\\u0069ss\"")
                                                .replace("alice", "\\u0061l\\u0069ce")))
                .trusted();
        add("lawful-escaped-slashes", "Slashes may be escaped", "R-008; RFC 8259 §7")
                .token(aToken().payloadText(closed("").replace("/", "\\/")))
                .trusted();
        add(
                        "lawful-characters",
                        "All of Unicode may stand in a string as it is",
                        "R-006; RFC 8259 §8.1")
                .token(aToken().claim("sub", "\"Ålïçé \uD83D\uDD11 李\""))
                .trusted();
        add(
                        "lawful-pair-in-escapes",
                        "A surrogate pair in escapes is one character",
                        "R-008; RFC 8259 §7")
                .token(aToken().claim("sub", "\"\\ud83d\\udd11\""))
                .trusted()
                .expecting("sub", "\"\uD83D\uDD11\"");
        add("lawful-short-escapes", "The short escapes are lawful", "R-008; RFC 8259 §7")
                .token(aToken().claim("sub", "\"a\\b\\f\\n\\r\\t\\\"\\\\\\/z\""))
                .trusted();
        add("lawful-delete-character", "The character DEL needs no escape", "R-008; RFC 8259 §7")
                .token(aToken().claim("x", "\"\u007F\""))
                .trusted();
        add(
                        "lawful-mark-in-string",
                        "Inside a string a byte order mark is a character",
                        "R-006; RFC 8259 §8.1")
                .token(aToken().claim("x", "\"\uFEFF\""))
                .trusted();
        add("lawful-empty-name", "An empty name is lawful", rule)
                .token(aToken().claim("", "1"))
                .trusted();
        add(
                        "lawful-names-apart",
                        "Names that differ in case or in composition are two names",
                        "R-007; RFC 8259 §8.3")
                .token(aToken().claim("é", "1").claim("e\u0301", "2").claim("SUB", "\"mallory\""))
                .trusted();
        add(
                        "lawful-large-number",
                        "An unknown claim may hold a number of any size",
                        "R-029; RFC 8259 §6")
                .token(aToken().claim("x", "1e999999").claim("y", "-0").claim("z", "9".repeat(400)))
                .trusted();
        add("lawful-order", "The order of claims does not matter", rule)
                .token(
                        aToken().payloadText(
                                        "{\"exp\":1800000600,\"iat\":1800000000,\"jti\":\"token-1\",\"client_id\":\"web\",\"aud\":\"orders-api\",\"sub\":\"alice\",\"iss\":\"https://id.example.com\"}"))
                .trusted();
    }

    private String opened(String members) {
        return "{" + members + aToken().claimsText().substring(1);
    }

    private String closed(String members) {
        String claims = aToken().claimsText();
        return claims.substring(0, claims.length() - 1) + members + "}";
    }

    private void text(String id, String title, String requirements, String payload) {
        add(id, title, requirements).token(aToken().payloadText(payload)).refused("malformed");
    }

    private void bytes(String id, String what, int... bad) {
        String[] around = closed(",\"x\":\"!\"").split("!", -1);
        add(id, what + " in a string is refused", "R-006; RFC 8259 §8.1")
                .token(aToken().payloadBytes(Bytes.between(around[0], bad, around[1])))
                .refused("malformed");
    }
}
