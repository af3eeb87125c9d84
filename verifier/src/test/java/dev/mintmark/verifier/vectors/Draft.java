package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One case being written: settings and keys are those of an ordinary service until changed.
final class Draft {

    private final KeyRing ring;
    private final String id;
    private final String title;
    private final List<String> requirements;
    private List<String> audiences = List.of("orders-api");
    private List<String> algorithms = List.of("ES256", "Ed25519", "RS256", "PS256");
    private final List<String> accept = new ArrayList<>();
    private String issuer = "https://id.example.com";
    private long leeway = 30;
    private long maxLifetime = 86_400;
    private long now = TokenDraft.NOW;
    private String rsaAlgorithm;
    private String keyMember = "\"keys\"";
    private String keys;
    private String token;
    private String reason;
    private final Map<String, String> expected = new LinkedHashMap<>();

    Draft(KeyRing ring, String id, String title, List<String> requirements) {
        this.ring = ring;
        this.id = id;
        this.title = title;
        this.requirements = requirements;
        published("ES256");
    }

    String id() {
        return id;
    }

    Draft issuer(String changed) {
        issuer = changed;
        return this;
    }

    Draft audiences(String... changed) {
        audiences = List.of(changed);
        return this;
    }

    Draft allowing(String... algorithmNames) {
        algorithms = List.of(algorithmNames);
        return this;
    }

    Draft leeway(long seconds) {
        leeway = seconds;
        return this;
    }

    Draft maxLifetime(long seconds) {
        maxLifetime = seconds;
        return this;
    }

    Draft now(long seconds) {
        now = seconds;
        return this;
    }

    /// `legacy-eddsa`, `untyped`, `bound-tokens`.
    Draft accepting(String tolerance) {
        accept.add(tolerance);
        return this;
    }

    Draft rsaKeysAreFor(String alg) {
        rsaAlgorithm = alg;
        return this;
    }

    /// The usual keys of these algorithms, with their usual names.
    Draft published(String... algs) {
        return keys(
                Arrays.stream(algs)
                        .map(alg -> ring.forAlgorithm(alg).published(kid(alg), alg))
                        .toArray());
    }

    /// The entries of a key set, each JSON or a [Jwk].
    Draft keys(Object... entries) {
        keyMember = "\"keys\"";
        keys =
                Arrays.stream(entries)
                        .map(Object::toString)
                        .collect(Collectors.joining(", ", "{\"keys\": [", "]}"));
        return this;
    }

    /// A key set that cannot be written as a JSON value.
    Draft keysText(String text) {
        keyMember = "\"keysText\"";
        keys = Json.quoted(text);
        return this;
    }

    Draft secret(String alg, byte[] bytes) {
        keyMember = "\"secret\"";
        keys =
                "{\"kid\": %s, \"alg\": %s, \"k\": %s}"
                        .formatted(
                                Json.quoted(kid(alg)),
                                Json.quoted(alg),
                                Json.quoted(Base64Url.encode(bytes)));
        return allowing(alg);
    }

    /// Allows one algorithm and gives the verifier its usual key or secret.
    Draft setUpFor(String alg) {
        return alg.startsWith("HS")
                ? secret(alg, ring.forAlgorithm(alg).bytes("k"))
                : published(alg).allowing(alg);
    }

    Draft token(String text) {
        token = text;
        return this;
    }

    Draft token(TokenDraft draft) {
        return token(draft, UnaryOperator.identity());
    }

    /// @param change what somebody does to the token after it was signed
    Draft token(TokenDraft draft, UnaryOperator<String> change) {
        expectClaims(draft.claims());
        return token(change.apply(draft.sign(id)));
    }

    Draft refused(String because) {
        reason = because;
        return this;
    }

    Draft trusted() {
        reason = null;
        return this;
    }

    /// The claim as the verifier has to report it, where that differs from how it was written.
    Draft expecting(String claim, String json) {
        expected.put(claim, json);
        return this;
    }

    private void expectClaims(Map<String, String> claims) {
        expected.clear();
        for (String name : VectorCase.REPORTED_CLAIMS) {
            String json = claims.get(name);
            if (json != null) {
                expected.put(name, normal(name, json));
            }
        }
    }

    private static String normal(String name, String json) {
        if (name.equals("aud") && !json.startsWith("[")) {
            return "[" + json + "]";
        }
        if (name.equals("scope") && json.startsWith("\"")) {
            String words = json.substring(1, json.length() - 1);
            return Json.strings(
                    Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
        }
        return json;
    }

    static String kid(String alg) {
        return alg.toLowerCase(Locale.ROOT);
    }

    String json() {
        var lines = new ArrayList<String>();
        lines.add("\"id\": " + Json.quoted(id));
        lines.add("\"title\": " + Json.quoted(title));
        lines.add("\"requirements\": " + Json.strings(requirements));
        lines.add("\"settings\": " + settings());
        lines.add(keyMember + ": " + keys);
        lines.add("\"token\": " + Json.quoted(token));
        if (reason == null) {
            lines.add("\"verdict\": \"trusted\"");
            lines.add(
                    expected.entrySet().stream()
                            .map(claim -> Json.quoted(claim.getKey()) + ": " + claim.getValue())
                            .collect(Collectors.joining(", ", "\"claims\": {", "}")));
        } else {
            lines.add("\"verdict\": \"refused\"");
            lines.add("\"reason\": " + Json.quoted(reason));
        }
        return lines.stream().collect(Collectors.joining(",\n      ", "    {\n      ", "\n    }"));
    }

    private String settings() {
        return "{\"issuer\": "
                + Json.quoted(issuer)
                + ", \"audiences\": "
                + Json.strings(audiences)
                + ", \"algorithms\": "
                + Json.strings(algorithms)
                + ", \"now\": "
                + now
                + ", \"leeway\": "
                + leeway
                + ", \"maxLifetime\": "
                + maxLifetime
                + ", \"accept\": "
                + Json.strings(accept)
                + (rsaAlgorithm == null ? "" : ", \"rsaAlgorithm\": " + Json.quoted(rsaAlgorithm))
                + "}";
    }
}
