package dev.mintmark.verifier.vectors;

/// Choosing from a set.
final class KeySetVectors extends Theme {

    KeySetVectors(KeyRing ring) {
        super(
                ring,
                "key-set",
                "Entries of unknown kinds, kid and its absence, texts that are no key set.");
        unknownEntries();
        choosing();
        rsaWithoutAlg();
        documents();
    }

    private void unknownEntries() {
        String rule = "R-070; RFC 7517 §5";
        String[][] entries = {
            {"kty-unknown", "of an unknown kty", "{\"kty\":\"quantum\",\"kid\":\"es256\"}"},
            {
                "akp",
                "of kty AKP",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"AAAA\",\"kid\":\"pq\"}"
            },
            {"oct", "of kty oct", "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"x\"}"},
            {"ed448", "on Ed448", key("ed448").published("ed448", "Ed448").toString()},
            {
                "secp256k1",
                "on secp256k1",
                jwk("ES256").with("crv", "\"secp256k1\"").with("alg", "\"ES256K\"").toString()
            },
            {
                "off-curve",
                "beside its curve",
                jwk("ES256").with("x", Json.quoted(key("es256").text("y"))).toString()
            },
            {
                "weak-rsa",
                "that is too short",
                key("rsa-1024").published("weak", "RS256").toString()
            },
            {"encryption", "for encryption", jwk("ES256").with("use", "\"enc\"").toString()},
            {"number", "that is a number", "7"},
            {"null", "that is null", "null"},
            {"string", "that is a string", "\"es256\""},
            {"empty", "without members", "{}"}
        };
        for (String[] entry : entries) {
            add(
                            "beside-" + entry[0],
                            "An entry %s does not spoil the set".formatted(entry[1]),
                            rule)
                    .keys(entry[2], jwk("ES256"))
                    .token(aToken())
                    .trusted();
        }
        for (String[] entry : entries) {
            if (entry[0].equals("kty-unknown")
                    || entry[0].equals("akp")
                    || entry[0].equals("empty")) {
                add(
                                "only-" + entry[0],
                                "A set with nothing but an entry %s has no key".formatted(entry[1]),
                                rule)
                        .keys(entry[2])
                        .token(aToken())
                        .refused("unknown_kid");
            }
        }
        add("members-beside-keys", "Other members of the set do not matter", rule)
                .keysText("{\"issuer\":\"x\",\"keys\":[" + jwk("ES256") + "],\"next\":null}")
                .token(aToken())
                .trusted();
    }

    private void choosing() {
        String rule = "R-020; RFC 7515 §4.1.4";
        Jwk right = jwk("ES256");
        Jwk other = key("es256-other").published("other", "ES256");
        add("by-kid", "The key of that kid is taken, wherever it stands", rule)
                .keys(other, right, jwk("RS256"))
                .token(aToken())
                .trusted();
        add("by-kid-wrong-key", "A key of another kid is not tried", rule)
                .keys(other, right)
                .token(aToken().header("kid", "\"other\""))
                .refused("bad_signature");
        add("kid-unknown", "A kid that the set does not have is refused", rule)
                .keys(right, other)
                .token(aToken().header("kid", "\"third\""))
                .refused("unknown_kid");
        add(
                        "kid-of-another-algorithm",
                        "A kid whose key is for another algorithm is refused",
                        "R-010; RFC 8725 §3.1")
                .keys(right, jwk("RS256"))
                .token(aToken().header("kid", "\"rs256\""))
                .refused("alg_not_allowed");
        add("without-kid", "Without kid the one key of the algorithm is taken", rule)
                .keys(jwk("RS256"), right)
                .token(aToken().withoutHeader("kid"))
                .trusted();
        add("without-kid-no-key", "Without kid keys of other algorithms are not tried", rule)
                .keys(jwk("RS256"), jwk("Ed25519"))
                .token(aToken().withoutHeader("kid"))
                .refused("unknown_kid");
        add("without-kid-four-keys", "Without kid up to four keys are tried", rule)
                .keys(named("a"), named("b"), named("c"), right)
                .token(aToken().withoutHeader("kid"))
                .trusted();
        add("without-kid-five-keys", "Without kid, five candidates are too many", rule)
                .keys(right, named("a"), named("b"), named("c"), named("d"))
                .token(aToken().withoutHeader("kid"))
                .refused("unknown_kid");
        add(
                        "without-kid-five-keys-mixed",
                        "Keys of other algorithms do not count as candidates",
                        rule)
                .keys(right, named("a"), named("b"), jwk("RS256"), jwk("Ed25519"))
                .token(aToken().withoutHeader("kid"))
                .trusted();
        add("without-kid-foreign", "Without kid, a signature that no key made is refused", rule)
                .keys(right, named("a"))
                .token(aToken().withoutHeader("kid"), t -> t.substring(0, t.length() - 4) + "AAAA")
                .refused("bad_signature");
        add("nameless-key", "A key without kid serves tokens without kid", rule)
                .keys(right.without("kid"))
                .token(aToken().withoutHeader("kid"))
                .trusted();
        add("nameless-key-any-kid", "A key without kid may be meant by any kid", rule)
                .keys(right.without("kid"))
                .token(aToken())
                .trusted();
        add(
                        "nameless-key-wrong",
                        "A key without kid is tried for an unknown kid, and its signature counts",
                        rule)
                .keys(key("es256-other").published("x", "ES256").without("kid"), jwk("RS256"))
                .token(aToken())
                .refused("bad_signature");
        add(
                        "kid-twice-two-algorithms",
                        "Of two keys with one kid the one for the algorithm is taken",
                        "R-010; RFC 7517 §4.5")
                .keys(jwk("RS256").with("kid", "\"es256\""), right)
                .token(aToken())
                .trusted();
        add(
                        "kid-twice-one-algorithm",
                        "Of two keys with one kid and algorithm both are tried",
                        "R-020; RFC 7517 §4.5")
                .keys(other.with("kid", "\"es256\""), right)
                .token(aToken())
                .trusted();
        add("keys-empty", "An empty set has no key", "R-020; RFC 7517 §5")
                .keys()
                .token(aToken())
                .refused("unknown_kid");
    }

    private void rsaWithoutAlg() {
        String rule = "R-010; RFC 8725 §3.1";
        Jwk bare = jwk("RS256").without("alg");
        add("rsa-without-alg", "An RSA key that does not say for which algorithm is left out", rule)
                .keys(bare)
                .token(aToken("RS256"))
                .refused("unknown_kid");
        add("rsa-without-alg-configured", "Configuration may say what such an RSA key is for", rule)
                .keys(bare)
                .rsaKeysAreFor("RS256")
                .token(aToken("RS256"))
                .trusted();
        add(
                        "rsa-without-alg-other",
                        "The token's header does not say what such an RSA key is for",
                        rule)
                .keys(bare)
                .rsaKeysAreFor("PS256")
                .token(aToken("RS256"))
                .refused("alg_not_allowed");
        add("rsa-with-alg-configured", "Configuration does not override what a key says", rule)
                .keys(jwk("RS256"))
                .rsaKeysAreFor("PS256")
                .token(aToken("RS256"))
                .trusted();
    }

    private void documents() {
        String rule = "R-008; RFC 7517 §5";
        String right = jwk("ES256").toString();
        String[][] texts = {
            {"array", "A set that is an array", "[" + right + "]"},
            {"single-key", "A single key instead of a set", right},
            {
                "keys-object",
                "A set whose keys is an object",
                "{\"keys\":{\"es256\":" + right + "}}"
            },
            {"keys-null", "A set whose keys is null", "{\"keys\":null}"},
            {"trailing-data", "A set with data after it", "{\"keys\":[" + right + "]}x"},
            {"trailing-comma", "A set with a trailing comma", "{\"keys\":[" + right + ",]}"},
            {"comment", "A set with a comment", "{/**/\"keys\":[" + right + "]}"},
            {"html", "A page instead of a set", "<html><body>503</body></html>"},
            {"empty", "An empty text", ""}
        };
        for (String[] text : texts) {
            add("document-" + text[0], text[1] + " holds no key", rule)
                    .keysText(text[2])
                    .token(aToken())
                    .refused("unknown_kid");
        }
        add("document-keys-twice", "A set that names keys twice holds no key", "R-007; RFC 7517 §4")
                .keysText("{\"keys\":[],\"keys\":[" + right + "]}")
                .token(aToken())
                .refused("unknown_kid");
        add(
                        "document-member-twice",
                        "A key that names a member twice spoils the set",
                        "R-007; RFC 7517 §4")
                .keysText(
                        "{\"keys\":["
                                + right.replace("\"alg\":", "\"alg\":\"HS256\",\"alg\":")
                                + "]}")
                .token(aToken())
                .refused("unknown_kid");
        add(
                        "document-byte-order-mark",
                        "A set with a byte order mark holds no key",
                        "R-006; RFC 8259 §8.1")
                .keysText("\uFEFF{\"keys\":[" + right + "]}")
                .token(aToken())
                .refused("unknown_kid");
    }

    private Jwk named(String kid) {
        return key("es256-other").published(kid, "ES256");
    }
}
