package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Limits, extensions, encryption, and what older issuers do.
final class EdgeVectors {

    private EdgeVectors() {}

    static final class Limits extends Theme {

        private static final String RULE = "R-005; RFC 8725 §3.7";

        Limits(KeyRing ring) {
            super(
                    ring,
                    "limits",
                    "At the bound and just beyond: 16 KiB of token, 2 KiB of header, 16 levels, 256"
                            + " members and items.");
            add("token-16384", "A token of 16384 characters is trusted", RULE)
                    .token(ofLength(16_384))
                    .trusted();
            add("token-16385", "A token of 16385 characters is refused", RULE)
                    .token(ofLength(16_385))
                    .refused("malformed");
            add("token-65536", "A token of 64 KiB is refused", RULE)
                    .token(ofLength(65_536))
                    .refused("malformed");
            add("garbage-65536", "64 KiB of the letter A are refused", RULE)
                    .token("A".repeat(65_536))
                    .refused("malformed");
            add("dots-16384", "16384 dots are refused", RULE)
                    .token(".".repeat(16_384))
                    .refused("malformed");
            add("header-2048", "A header of 2048 bytes is trusted", RULE)
                    .token(headerOfLength(2048))
                    .trusted();
            add("header-2049", "A header of 2049 bytes is refused", RULE)
                    .token(headerOfLength(2049))
                    .refused("malformed");
            for (int depth : new int[] {16, 17}) {
                String deep = "[".repeat(depth - 1) + "]".repeat(depth - 1);
                String objects = "{\"x\":".repeat(depth - 1) + "1" + "}".repeat(depth - 1);
                bounded(
                                "payload-arrays-" + depth,
                                "%d levels of arrays in the payload".formatted(depth),
                                depth == 16)
                        .token(aToken().claim("x", deep));
                bounded(
                                "payload-objects-" + depth,
                                "%d levels of objects in the payload".formatted(depth),
                                depth == 16)
                        .token(aToken().claim("x", objects));
                bounded(
                                "header-depth-" + depth,
                                "%d levels in the header".formatted(depth),
                                depth == 16)
                        .token(aToken().header("x", deep));
            }
            add("payload-depth-4000", "Thousands of levels are refused", RULE)
                    .token(aToken().claim("x", "[".repeat(4000) + "]".repeat(4000)))
                    .refused("malformed");
            add("payload-depth-unclosed", "Thousands of levels that never close are refused", RULE)
                    .token(aToken().payloadText("[".repeat(10_000)))
                    .refused("malformed");
            for (int members : new int[] {256, 257}) {
                var token = aToken();
                for (int i = 7; i < members; i++) {
                    token.claim("m" + i, Integer.toString(i));
                }
                bounded("members-" + members, "%d claims".formatted(members), members == 256)
                        .token(token);
                // Seven claims of the usual kind, and the eighth that holds the array.
                String items = "0,".repeat(members - 9) + "0";
                bounded(
                                "items-" + members,
                                "%d claims and array items".formatted(members),
                                members == 256)
                        .token(aToken().claim("x", "[" + items + "]"));
            }
            add("aud-300", "An aud of 300 names is refused", RULE)
                    .token(aToken().claim("aud", "[" + "\"x\",".repeat(299) + "\"orders-api\"]"))
                    .refused("malformed");
        }

        private Draft bounded(String id, String what, boolean within) {
            var draft = add(id, what + (within ? " are trusted" : " are refused"), RULE);
            return within ? draft.trusted() : draft.refused("malformed");
        }

        /// Base64url jumps over some lengths; space in the header makes up for it.
        private TokenDraft ofLength(int wanted) {
            for (int space = 0; space < 4; space++) {
                String header = aToken().headerText().replaceFirst("\\{", "{" + " ".repeat(space));
                int low = 0;
                int high = wanted;
                while (low <= high) {
                    int middle = (low + high) / 2;
                    var token =
                            aToken().headerText(header).claim("x", Json.quoted("x".repeat(middle)));
                    int length = token.signingInput().length() + 1 + 86;
                    if (length == wanted) {
                        return token;
                    } else if (length < wanted) {
                        low = middle + 1;
                    } else {
                        high = middle - 1;
                    }
                }
            }
            throw new IllegalStateException("no token has this length");
        }

        private TokenDraft headerOfLength(int wanted) {
            int without = aToken().header("x", "\"\"").headerText().getBytes(UTF_8).length;
            return aToken().header("x", Json.quoted("x".repeat(wanted - without)));
        }
    }

    static final class Crit extends Theme {

        Crit(KeyRing ring) {
            super(ring, "crit", "Extensions that must be understood, and none is.");
            String rule = "R-017; RFC 7515 §4.1.11";
            String[][] values = {
                {"empty", "An empty crit", "[]"},
                {"null", "A crit of null", "null"},
                {"string", "A crit that is a string", "\"exp\""},
                {"number", "A crit that is a number", "1"},
                {"object", "A crit that is an object", "{\"exp\":true}"},
                {"false", "A crit of false", "false"},
                {"absent-member", "A crit that names a member that is not there", "[\"exp\"]"},
                {"registered-name", "A crit that names alg", "[\"alg\"]"},
                {"kid", "A crit that names kid", "[\"kid\"]"},
                {"itself", "A crit that names crit", "[\"crit\"]"},
                {"number-inside", "A crit that holds a number", "[7]"},
                {"empty-name", "A crit that holds an empty name", "[\"\"]"},
                {"nested", "A crit that holds an array", "[[\"x\"]]"}
            };
            for (String[] value : values) {
                add(value[0], value[1] + " is refused", rule)
                        .token(aToken().header("crit", value[2]))
                        .refused("malformed");
            }
            add("unknown-extension", "An extension that nobody knows is refused", rule)
                    .token(aToken().header("crit", "[\"x\"]").header("x", "1"))
                    .refused("malformed");
            add("unknown-extension-uri", "An extension named by an address is refused", rule)
                    .token(
                            aToken().header("crit", "[\"http://example.com/UNDEFINED\"]")
                                    .header("http://example.com/UNDEFINED", "true"))
                    .refused("malformed");
            add("exp", "exp in the header is no extension we know", rule)
                    .token(aToken().header("crit", "[\"exp\"]").header("exp", "1800000600"))
                    .refused("malformed");
            add("twice", "A name twice in crit is refused", rule)
                    .token(aToken().header("crit", "[\"x\",\"x\"]").header("x", "1"))
                    .refused("malformed");
            add("other-case", "CRIT is a member like any other", rule)
                    .token(aToken().header("CRIT", "[\"x\"]"))
                    .trusted();
            String b64 = "R-017; RFC 7797 §7";
            add("b64-false", "An unencoded payload is refused", b64)
                    .token(aToken().header("crit", "[\"b64\"]").header("b64", "false"))
                    .refused("malformed");
            add("b64-true", "b64 is refused even where it changes nothing", b64)
                    .token(aToken().header("crit", "[\"b64\"]").header("b64", "true"))
                    .refused("malformed");
            add("b64-without-crit", "b64 without crit is refused", b64)
                    .token(aToken().header("b64", "false"))
                    .refused("malformed");
            add("zip", "A compressed payload is refused", "R-017; RFC 7516 §4.1.3")
                    .token(aToken().header("zip", "\"DEF\""))
                    .refused("malformed");
        }
    }

    static final class Jwe extends Theme {

        Jwe(KeyRing ring) {
            super(ring, "jwe", "Encrypted tokens are told apart and never decrypted.");
            String rule = "R-031; RFC 7516 §7.1";
            String header =
                    segment(
                            "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"at+jwt\",\"kid\":\"es256\"}");
            encrypted(
                    "direct",
                    "An encrypted token is refused as such",
                    header + "..AAECAwQFBgcICQoL.AAECAwQFBgcICQ.AAECAwQFBgcICQoLDA0ODw");
            encrypted(
                    "key-transport",
                    "An encrypted token with an encrypted key is refused as such",
                    segment("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128CBC-HS256\",\"cty\":\"JWT\"}")
                            + ".AAAA.AAAA.AAAA.AAAA");
            encrypted(
                    "shape-only", "Five segments are encrypted, whatever is in them", "a.b.c.d.e");
            encrypted("empty-segments", "Five empty segments are encrypted", "....");
            encrypted(
                    "password",
                    "A token that asks for costly key derivation is not derived for",
                    segment(
                                    "{\"alg\":\"PBES2-HS512+A256KW\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\",\"enc\":\"A256GCM\"}")
                            + ".AAAA.AAAA.AAAA.AAAA");
            encrypted(
                    "signed-header",
                    "Two segments more do not make a signed token",
                    aToken().headerSegment() + "." + aToken().payloadSegment() + ".AAAA.AAAA.AAAA");
            add(
                            "foreign-character",
                            "Five segments with a foreign character are no token",
                            "R-002; RFC 7516 §7.1")
                    .token(header + "..AAAA.AAAA.AAA=")
                    .refused("malformed");
            add("too-long", "Five segments beyond 16 KiB are no token", "R-005; RFC 7516 §7.1")
                    .token(header + ".." + "A".repeat(16_384) + ".AAAA.AAAA")
                    .refused("malformed");
            add("three-segments", "A header for encryption on a signed token is refused", rule)
                    .token(aToken().header("alg", "\"dir\"").header("enc", "\"A256GCM\""))
                    .refused("alg_not_allowed");
            add(
                            "json",
                            "The JSON serialization of an encrypted token is refused",
                            "R-004; RFC 7516 §7.2")
                    .token(
                            "{\"protected\":\"%s\",\"iv\":\"AAAA\",\"ciphertext\":\"AAAA\",\"tag\":\"AAAA\"}"
                                    .formatted(header))
                    .refused("malformed");
        }

        private void encrypted(String id, String title, String token) {
            add(id, title, "R-031; RFC 7516 §7.1").token(token).refused("encrypted");
        }

        private static String segment(String json) {
            return dev.mintmark.verifier.jose.Base64Url.encode(json.getBytes(UTF_8));
        }
    }

    static final class Legacy extends Theme {

        Legacy(KeyRing ring) {
            super(
                    ring,
                    "legacy",
                    "Switches for older issuers and special callers, each off unless asked for.");
            edDsa();
            untyped();
            bound();
            issuerItself();
        }

        private void edDsa() {
            String rule = "R-016; RFC 9864 §2.2";
            var old = aToken("EdDSA").header("kid", "\"ed25519\"");
            add("eddsa-off", "The old name EdDSA is refused unless asked for", rule)
                    .published("Ed25519")
                    .token(old)
                    .refused("alg_not_allowed");
            add("eddsa-on", "The old name EdDSA is taken where asked for", rule)
                    .published("Ed25519")
                    .accepting("legacy-eddsa")
                    .token(old)
                    .trusted();
            add("eddsa-on-new-name", "The new name is taken beside the old one", rule)
                    .published("Ed25519")
                    .accepting("legacy-eddsa")
                    .token(aToken("Ed25519"))
                    .trusted();
            add("eddsa-on-both-old", "A key and a token of the old name fit", rule)
                    .keys(jwk("Ed25519").with("alg", "\"EdDSA\""))
                    .accepting("legacy-eddsa")
                    .token(old)
                    .trusted();
            add("eddsa-on-not-listed", "The old name does not get around the list", rule)
                    .published("Ed25519")
                    .allowing("ES256")
                    .accepting("legacy-eddsa")
                    .token(old)
                    .refused("alg_not_allowed");
            add("eddsa-on-other-kind", "The old name does not verify with an EC key", rule)
                    .published("ES256")
                    .accepting("legacy-eddsa")
                    .token(aToken("EdDSA").header("kid", "\"es256\""))
                    .refused("alg_not_allowed");
            add("eddsa-on-ed448", "The old name does not reach Ed448", rule)
                    .keys(key("ed448").published("ed25519", "EdDSA"))
                    .accepting("legacy-eddsa")
                    .token(
                            old.with(
                                    Signing.sign(
                                            "Ed448",
                                            key("ed448"),
                                            old.signingInput().getBytes(UTF_8),
                                            "")))
                    .refused("unknown_kid");
            add("eddsa-on-case", "eddsa is not the old name", rule)
                    .published("Ed25519")
                    .accepting("legacy-eddsa")
                    .token(aToken("EdDSA").header("kid", "\"ed25519\"").header("alg", "\"eddsa\""))
                    .refused("alg_not_allowed");
            add("eddsa-on-forged", "A wrong signature under the old name is refused", rule)
                    .published("Ed25519")
                    .accepting("legacy-eddsa")
                    .token(aToken("EdDSA").header("kid", "\"ed25519\"").signedBy("ed25519-other"))
                    .refused("bad_signature");
        }

        private void untyped() {
            String rule = "R-021; RFC 8725 §3.11";
            add("untyped-absent", "A token without typ is taken where asked for", rule)
                    .accepting("untyped")
                    .token(aToken().withoutHeader("typ"))
                    .trusted();
            for (String typ : new String[] {"JWT", "jwt", "application/jwt", "at+jwt"}) {
                add(
                                "untyped-"
                                        + typ.replace('/', '-')
                                        + (typ.equals("jwt") ? "-lower-case" : ""),
                                "A token of typ %s is taken where untyped ones are".formatted(typ),
                                rule)
                        .accepting("untyped")
                        .token(aToken().header("typ", Json.quoted(typ)))
                        .trusted();
            }
            for (String typ : new String[] {"logout+jwt", "dpop+jwt", "secevent+jwt", ""}) {
                add(
                                "untyped-still-not-"
                                        + (typ.isEmpty() ? "empty" : typ.replace("+", "-")),
                                "A token of typ %s is refused even where untyped ones are taken"
                                        .formatted(Json.quoted(typ)),
                                rule)
                        .accepting("untyped")
                        .token(aToken().header("typ", Json.quoted(typ)))
                        .refused("wrong_type");
            }
            add(
                            "untyped-id-token",
                            "An untyped token with a nonce is an ID token",
                            "R-058; RFC 8725 §3.12")
                    .accepting("untyped")
                    .token(aToken().withoutHeader("typ").claim("nonce", "\"n\""))
                    .refused("wrong_type");
            add(
                            "untyped-event",
                            "An untyped token with events is an event token",
                            "R-058; RFC 8725 §3.12")
                    .accepting("untyped")
                    .token(aToken().withoutHeader("typ").claim("events", "{}"))
                    .refused("wrong_type");
            add(
                            "untyped-id-token-without-nonce",
                            "An ID token without nonce lacks client_id",
                            "R-058; RFC 9068 §2.2")
                    .accepting("untyped")
                    .token(
                            aToken().header("typ", "\"JWT\"")
                                    .without("client_id")
                                    .without("jti")
                                    .claim("azp", "\"web\""))
                    .refused("malformed");
        }

        private void bound() {
            add(
                            "bound",
                            "A bound token is taken where the caller checks the proof itself",
                            "R-057; RFC 9449 §7.1")
                    .accepting("bound-tokens")
                    .token(
                            aToken().claim(
                                            "cnf",
                                            "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}"))
                    .trusted();
            add(
                            "bound-not-needed",
                            "Where bound tokens are taken, others are, too",
                            "R-057; RFC 9449 §7.1")
                    .accepting("bound-tokens")
                    .token(aToken())
                    .trusted();
        }

        private void issuerItself() {
            String rule = "R-027; RFC 7662 §2.2";
            add("itself-any-audience", "The issuer itself takes its tokens for any audience", rule)
                    .audiences()
                    .leeway(0)
                    .accepting("bound-tokens")
                    .token(aToken().claim("aud", "\"whoever\""))
                    .trusted();
            add("itself-no-audience", "Even the issuer itself refuses a token without aud", rule)
                    .audiences()
                    .leeway(0)
                    .accepting("bound-tokens")
                    .token(aToken().without("aud"))
                    .refused("malformed");
            add("itself-expired", "Even the issuer itself refuses an expired token", rule)
                    .audiences()
                    .leeway(0)
                    .accepting("bound-tokens")
                    .token(aToken().claim("iat", TokenDraft.NOW - 600).claim("exp", TokenDraft.NOW))
                    .refused("expired");
        }
    }

    static final class Valid extends Theme {

        Valid(KeyRing ring) {
            super(ring, "valid", "Good tokens of every algorithm.");
            for (String alg : AlgorithmVectors.ALL) {
                String id = alg.toLowerCase(java.util.Locale.ROOT);
                String rule =
                        "R-009; " + (alg.equals("Ed25519") ? "RFC 9864 §2.2" : "RFC 7518 §3.1");
                add(id, "A good %s token is trusted".formatted(alg), rule)
                        .setUpFor(alg)
                        .token(
                                aToken(alg)
                                        .claim("scope", "\"read write\"")
                                        .claim("sid", "\"session-1\""))
                        .trusted();
                add(
                                id + "-without-kid",
                                "A good %s token without kid is trusted".formatted(alg),
                                rule)
                        .setUpFor(alg)
                        .token(aToken(alg).withoutHeader("kid"))
                        .trusted();
            }
            for (String alg : new String[] {"ES256", "Ed25519", "RS256", "PS256"}) {
                add(
                                alg.toLowerCase(java.util.Locale.ROOT) + "-among-all",
                                "A good %s token is trusted under the usual list, among keys of all kinds"
                                        .formatted(alg),
                                "R-056; RFC 9068 §2.1")
                        .published("RS256", "ES256", "PS256", "Ed25519")
                        .token(aToken(alg))
                        .trusted();
            }
        }
    }
}
