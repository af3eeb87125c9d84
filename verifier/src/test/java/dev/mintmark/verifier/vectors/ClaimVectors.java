package dev.mintmark.verifier.vectors;

/// What kind of token it is, and what an access token has to say.
final class ClaimVectors {

    private ClaimVectors() {}

    static final class Type extends Theme {

        Type(KeyRing ring) {
            super(ring, "type", "typ and cty, and claims that only other kinds of tokens have.");
            String rule = "R-021; RFC 9068 §4";
            String[][] same = {
                {"upper-case", "AT+JWT"},
                {"mixed-case", "At+Jwt"},
                {"media-type", "application/at+jwt"},
                {"media-type-case", "Application/AT+jwt"}
            };
            for (String[] typ : same) {
                add(typ[0], "at+jwt may be spelled %s".formatted(typ[1]), "R-021; RFC 7515 §4.1.9")
                        .token(aToken().header("typ", Json.quoted(typ[1])))
                        .trusted();
            }
            String[][] others = {
                {"jwt", "JWT"},
                {"jwt-media-type", "application/jwt"},
                {"id-token", "id+jwt"},
                {"logout-token", "logout+jwt"},
                {"event", "secevent+jwt"},
                {"dpop", "dpop+jwt"},
                {"status-list", "statuslist+jwt"},
                {"introspection", "token-introspection+jwt"},
                {"client-assertion", "client-authentication+jwt"},
                {"request", "oauth-authz-req+jwt"},
                {"transaction", "txntoken+jwt"},
                {"device-session", "dbsc+jwt"},
                {"jose", "JOSE"},
                {"jose-json", "JOSE+JSON"},
                {"empty", ""},
                {"shortened", "at"},
                {"suffix-only", "+jwt"},
                {"longer", "at+jwt+x"},
                {"parameter", "at+jwt;charset=utf-8"},
                {"space-before", " at+jwt"},
                {"space-after", "at+jwt "},
                {"nul-after", "at+jwt\0"},
                {"prefix-twice", "application/application/at+jwt"},
                {"slash-after", "application/at+jwt/x"},
                {"other-media-type", "text/at+jwt"},
                {"slash-only", "/at+jwt"},
                {"kelvin-sign", "at+\u212Awt"},
                {"dotless-j", "at+\u0237wt"},
                {"fullwidth", "ａｔ＋ｊｗｔ"}
            };
            for (String[] typ : others) {
                add(typ[0], "A token of another type is refused: typ " + Json.quoted(typ[1]), rule)
                        .token(aToken().header("typ", Json.quoted(typ[1])))
                        .refused("wrong_type");
            }
            add("absent", "A token without typ is refused", rule)
                    .token(aToken().withoutHeader("typ"))
                    .refused("wrong_type");
            kinds();
            nested();
        }

        private void kinds() {
            String rule = "R-021; RFC 8725 §3.12";
            add("nonce", "A token with a nonce is an ID token, whatever its typ", rule)
                    .token(aToken().claim("nonce", "\"n\""))
                    .refused("wrong_type");
            add("nonce-null", "A nonce of null is a nonce", rule)
                    .token(aToken().claim("nonce", "null"))
                    .refused("wrong_type");
            add("events", "A token with events is an event token", rule)
                    .token(
                            aToken().claim(
                                            "events",
                                            "{\"http://schemas.openid.net/event/backchannel-logout\":{}}"))
                    .refused("wrong_type");
        }

        private void nested() {
            String rule = "R-031; RFC 7519 §5.2";
            for (String cty : new String[] {"JWT", "jwt", "application/jwt", "Application/JWT"}) {
                add(
                                "cty-" + cty.replace('/', '-'),
                                "A token in a token is refused: cty " + cty,
                                rule)
                        .token(aToken().header("cty", Json.quoted(cty)))
                        .refused("wrong_type");
            }
            add("cty-json", "Another cty does not matter", rule)
                    .token(aToken().header("cty", "\"json\""))
                    .trusted();
            for (String[] value :
                    new String[][] {{"null", "null"}, {"number", "7"}, {"array", "[\"JWT\"]"}}) {
                add(
                                "cty-is-" + value[0],
                                "A cty that is no string is refused: " + value[0],
                                "R-031; RFC 7515 §4.1.10")
                        .token(aToken().header("cty", value[1]))
                        .refused("malformed");
            }
            add("nested-payload", "A token as the payload is refused, with or without cty", rule)
                    .token(aToken().payloadText(aToken().sign("inner")))
                    .refused("malformed");
        }
    }

    static final class Rfc9068 extends Theme {

        Rfc9068(KeyRing ring) {
            super(
                    ring,
                    "rfc9068-claims",
                    "sub, client_id, jti, sid, scope, cnf and what else an access token holds.");
            identifiers();
            scopes();
            bound();
            others();
        }

        private void identifiers() {
            String rule = "R-028; RFC 9068 §2.2";
            String[][] bad = {
                {"null", "null"},
                {"number", "7"},
                {"true", "true"},
                {"array", "[\"alice\"]"},
                {"object", "{\"id\":\"alice\"}"},
                {"empty", "\"\""},
                {"256-characters", Json.quoted("x".repeat(256))}
            };
            for (String name : new String[] {"sub", "client_id", "jti", "sid"}) {
                for (String[] value : bad) {
                    add(
                                    name + "-" + value[0],
                                    "%s cannot be %s".formatted(name, spoken(value[0])),
                                    rule)
                            .token(aToken().claim(name, value[1]))
                            .refused("malformed");
                }
                add(name + "-255-characters", "%s may have 255 characters".formatted(name), rule)
                        .token(aToken().claim(name, Json.quoted("x".repeat(255))))
                        .trusted();
                if (!name.equals("sid")) {
                    add(name + "-absent", "A token without %s is refused".formatted(name), rule)
                            .token(aToken().without(name))
                            .refused("malformed");
                }
            }
            add("sub-is-client", "A client may act for itself", "R-053; RFC 9068 §5")
                    .token(aToken().claim("sub", "\"web\""))
                    .trusted();
            add("sub-case", "sub keeps its case and its spaces", rule)
                    .token(aToken().claim("sub", "\" Alice \""))
                    .trusted();
        }

        private static String spoken(String value) {
            return value.equals("empty") ? "an empty string" : value.replace('-', ' ');
        }

        private void scopes() {
            String rule = "R-030; RFC 6749 §3.3";
            String[][] bad = {
                {"array", "an array", "[\"read\",\"write\"]"},
                {"null", "null", "null"},
                {"number", "a number", "7"},
                {"object", "an object", "{}"},
                {"two-spaces", "words with two spaces between", "\"read  write\""},
                {"leading-space", "words after a space", "\" read\""},
                {"trailing-space", "words before a space", "\"read \""},
                {"space", "a space", "\" \""}
            };
            for (String[] value : bad) {
                add("scope-" + value[0], "scope cannot be %s".formatted(value[1]), rule)
                        .token(aToken().claim("scope", value[2]))
                        .refused("malformed");
            }
            String[][] good = {
                {"one", "scope may be one word", "\"read\""},
                {"several", "scope may be several words", "\"read write orders:refund\""},
                {"empty", "scope may be empty", "\"\""},
                {"case", "Scopes that differ in case are two", "\"read Read\""}
            };
            for (String[] value : good) {
                add("scope-" + value[0], value[1], rule)
                        .token(aToken().claim("scope", value[2]))
                        .trusted();
            }
            add("scope-repeated", "A scope named twice is one scope", rule)
                    .token(aToken().claim("scope", "\"read read\""))
                    .trusted()
                    .expecting("scope", "[\"read\"]");
            add("scope-other-space", "Only U+0020 divides scopes", rule)
                    .token(aToken().claim("scope", "\"read\\twrite\u00A0x\""))
                    .trusted()
                    .expecting("scope", "[\"read\\twrite\u00A0x\"]");
        }

        private void bound() {
            String rule = "R-057; RFC 9449 §7.1";
            add("cnf-jkt", "A token bound to a key is no bearer token", rule)
                    .token(
                            aToken().claim(
                                            "cnf",
                                            "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}"))
                    .refused("dpop_missing");
            add(
                            "cnf-certificate",
                            "A token bound to a certificate is no bearer token",
                            "R-057; RFC 8705 §3")
                    .token(
                            aToken().claim(
                                            "cnf",
                                            "{\"x5t#S256\":\"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2\"}"))
                    .refused("dpop_missing");
            add("cnf-unknown", "A token bound in a way nobody knows is no bearer token", rule)
                    .token(aToken().claim("cnf", "{\"future\":\"x\"}"))
                    .refused("dpop_missing");
            add("cnf-empty", "An empty cnf does not lift the binding", rule)
                    .token(aToken().claim("cnf", "{}"))
                    .refused("dpop_missing");
            add("cnf-null", "A cnf of null does not lift the binding", rule)
                    .token(aToken().claim("cnf", "null"))
                    .refused("dpop_missing");
        }

        private void others() {
            String rule = "R-029; RFC 9068 §2.2";
            add("authentication", "What is said about the login is kept", "R-054; RFC 9068 §2.2.1")
                    .token(
                            aToken().claim("auth_time", TokenDraft.NOW - 60)
                                    .claim("acr", "\"urn:mace:incommon:iap:silver\"")
                                    .claim("amr", "[\"pwd\",\"otp\"]"))
                    .trusted();
            add("roles", "Roles, groups and entitlements are kept", "R-052; RFC 9068 §2.2.3.1")
                    .token(
                            aToken().claim("roles", "[\"clerk\"]")
                                    .claim("groups", "[\"eu\",\"night\"]")
                                    .claim("entitlements", "[]"))
                    .trusted();
            add("actor", "An actor is kept", "R-029; RFC 8693 §4.1")
                    .token(aToken().claim("act", "{\"sub\":\"gateway\",\"act\":{\"sub\":\"web\"}}"))
                    .trusted();
            add("session-and-status", "Session and status are kept", "R-057; RFC 9068 §2.2")
                    .token(
                            aToken().claim("sid", "\"session-1\"")
                                    .claim(
                                            "status",
                                            "{\"status_list\":{\"idx\":7,\"uri\":\"https://id.example.com/status/1\"}}"))
                    .trusted();
            add("unknown", "Claims that nobody knows are kept", rule)
                    .token(
                            aToken().claim(
                                            "https://example.com/plan",
                                            "{\"tier\":[1,2.5,-3e2,null,true,\"x\",{}]}")
                                    .claim("admin", "\"no\""))
                    .trusted();
            add("case-of-names", "Names of claims are case-sensitive", "R-028; RFC 7519 §4")
                    .token(aToken().without("sub").claim("Sub", "\"alice\""))
                    .refused("malformed");
            add("claims-nested", "Claims inside another claim are not the token's", rule)
                    .token(aToken().without("sub").claim("claims", "{\"sub\":\"alice\"}"))
                    .refused("malformed");
            add(
                            "claims-in-header",
                            "Claims repeated in the header do not count",
                            "R-028; RFC 7519 §5.3")
                    .token(aToken().without("iss").header("iss", "\"https://id.example.com\""))
                    .refused("malformed");
        }
    }
}
