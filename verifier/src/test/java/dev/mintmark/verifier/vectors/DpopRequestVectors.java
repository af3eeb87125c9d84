package dev.mintmark.verifier.vectors;

import java.util.LinkedHashMap;

/// Whether the proof is for this request: method, address, time, token.
final class DpopRequestVectors extends DpopTheme {

    private static final long NOW = TokenDraft.NOW;
    private static final String INVALID = "dpop_invalid";

    DpopRequestVectors(KeyRing ring) {
        super(ring, "request", "Method and address, time, and the token that the proof is for.");
        methods();
        addresses();
        times();
        ids();
        tokens();
    }

    private void methods() {
        var others = new LinkedHashMap<String, String>();
        others.put("lower-case", "get");
        others.put("other", "POST");
        others.put("empty", "");
        others.put("space-behind", "GET ");
        others.forEach((id, htm) ->
                refused(
                        "htm-" + id,
                        "htm is the method, to the letter: \"" + htm + "\"",
                        "R-206",
                        aProof().claim("htm", Json.quoted(htm))));
        var post = add("htm-of-a-post", "A proof for POST is taken at a POST", "R-206");
        post.request(bound(), aProof().claim("htm", "\"POST\"").sign(post.id()))
                .method("POST")
                .trusted();
    }

    private void addresses() {
        var others = new LinkedHashMap<String, String>();
        others.put("other-path", "https://api.example.com/orders/8");
        others.put("slash-more", "https://api.example.com/orders/7/");
        others.put("segment-less", "https://api.example.com/orders");
        others.put("other-case", "https://api.example.com/Orders/7");
        others.put("encoded-slash", "https://api.example.com/orders%2F7");
        others.put("double-slash", "https://api.example.com//orders/7");
        others.put("other-port", "https://api.example.com:8443/orders/7");
        others.put("other-scheme", "http://api.example.com/orders/7");
        others.put("longer-host", "https://api.example.com.evil.example/orders/7");
        others.put("host-as-user", "https://api.example.com@evil.example/orders/7");
        others.put("user", "https://user@api.example.com/orders/7");
        others.put("backslash", "https://api.example.com\\orders/7");
        others.put("no-scheme", "//api.example.com/orders/7");
        others.put("path-only", "/orders/7");
        others.put("space-behind", "https://api.example.com/orders/7 ");
        others.put("empty", "");
        others.forEach((id, htu) ->
                refused(
                        "htu-" + id,
                        "htu is another address: \"" + htu + "\"",
                        "R-206",
                        aProof().claim("htu", Json.quoted(htu))));
        var same = new LinkedHashMap<String, String>();
        same.put("case-of-host", "HTTPS://API.example.COM/orders/7");
        same.put("default-port", "https://api.example.com:443/orders/7");
        same.put("query", "https://api.example.com/orders/7?all=true");
        same.put("fragment", "https://api.example.com/orders/7#top");
        same.put("encoded-letter", "https://api.example.com/%6Frders/7");
        same.put("dots", "https://api.example.com/stock/../orders/./7");
        same.forEach((id, htu) ->
                taken(
                        "htu-same-" + id,
                        "htu is the same address in another spelling: " + htu,
                        "R-206; RFC 9449 §4.3",
                        aProof().claim("htu", Json.quoted(htu))));
        var query = add("query", "The request's query is not part of it", "R-206");
        query.request(bound(), aProof().sign(query.id()))
                .address(DpopDraft.ADDRESS + "?page=2&q=%20")
                .trusted();
        var root = add("root", "An address without a path is that of the root", "R-206");
        root.request(bound(), aProof().claim("htu", "\"https://api.example.com\"").sign(root.id()))
                .address("https://api.example.com/")
                .trusted();
    }

    private void times() {
        for (long age : new long[] {60, 59, 0, -10}) {
            taken(
                    "iat-" + age + "-ago",
                    "A proof that was made %d seconds ago is taken".formatted(age),
                    "R-207",
                    aProof().claim("iat", NOW - age));
        }
        for (long age : new long[] {61, 3600, -11, -3600}) {
            refused(
                    "iat-" + age + "-ago",
                    "A proof that was made %d seconds ago is refused".formatted(age),
                    "R-207",
                    aProof().claim("iat", NOW - age));
        }
        var noDates = new LinkedHashMap<String, String>();
        noDates.put("text", "\"" + NOW + "\"");
        noDates.put("null", "null");
        noDates.put("boolean", "true");
        noDates.put("negative", "-1");
        noDates.put("huge", "1e400");
        noDates.forEach((id, iat) ->
                refused(
                        "iat-" + id,
                        "An iat that is no date: " + iat,
                        "R-023; R-207",
                        aProof().claim("iat", iat)));
        taken("exp-ahead", "An exp may be there", "R-207", aProof().claim("exp", NOW + 1));
        refused("exp-now", "At its exp a proof is over", "R-207", aProof().claim("exp", NOW));
        refused("exp-text", "An exp is a date", "R-207", aProof().claim("exp", "\"never\""));
        taken("nbf-10", "nbf may be 10 seconds ahead", "R-207", aProof().claim("nbf", NOW + 10));
        refused("nbf-11", "nbf must not be 11", "R-207", aProof().claim("nbf", NOW + 11));
    }

    private void ids() {
        for (int length : new int[] {16, 255}) {
            taken(
                    "jti-" + length,
                    "An id may have %d characters".formatted(length),
                    "R-207",
                    aProof().claim("jti", Json.quoted("a".repeat(length))));
        }
        for (int length : new int[] {0, 15, 256}) {
            refused(
                    "jti-" + length,
                    "An id must not have %d characters".formatted(length),
                    "R-207",
                    aProof().claim("jti", Json.quoted("a".repeat(length))));
        }
    }

    private void tokens() {
        String token = bound();
        refused("no-ath", "A proof names its token", "R-211", aProof().without("ath"));
        refused(
                "ath-of-another",
                "A proof for another token of the same client",
                "R-211",
                aProof().claim("ath", Json.quoted(ath(confirming(null)))));
        refused(
                "ath-padded",
                "A hash has one spelling",
                "R-003; R-211",
                aProof().claim("ath", Json.quoted(ath(token) + "=")));
        var thief = add("another-key", "A proof by another key than the token's", "R-211");
        thief.request(token, aProof("Ed25519", token).sign(thief.id()))
                .refused("dpop_key_mismatch");
        String free = confirming(null);
        var unbound = add("unbound-token", "A token that is bound to nothing", "R-212");
        unbound.request(free, aProof("ES256", free).sign(unbound.id()))
                .refused("dpop_key_mismatch");
        String jkt = Json.quoted(thumbprint(holder("ES256")));
        var others = new LinkedHashMap<String, String>();
        others.put("empty", "{}");
        others.put("jkt-number", "{\"jkt\":7}");
        others.put("jkt-and-certificate", "{\"jkt\":JKT,\"x5t#S256\":\"AA\"}");
        others.put("certificate", "{\"x5t#S256\":\"AA\"}");
        others.put("jwk", "{\"jwk\":{}}");
        others.put("kid", "{\"kid\":JKT}");
        others.put("jkt-and-kid", "{\"jkt\":JKT,\"kid\":\"1\"}");
        others.forEach((id, cnf) -> {
            String bound = confirming(cnf.replace("JKT", jkt));
            var each = add("cnf-" + id, "All that cnf asks for has to be met: " + cnf, "R-211");
            each.request(bound, aProof("ES256", bound).sign(each.id()))
                    .refused("dpop_key_mismatch");
        });
    }

    private void taken(String id, String title, String requirements, TokenDraft proof) {
        var each = add(id, title, requirements);
        each.request(bound(), proof.sign(each.id())).trusted();
    }

    private void refused(String id, String title, String requirements, TokenDraft proof) {
        var each = add(id, title, requirements);
        each.request(bound(), proof.sign(each.id())).refused(INVALID);
    }
}
