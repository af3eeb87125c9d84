package dev.mintmark.verifier.vectors;

import java.util.Arrays;

/// The vectors' requirements in words, those together that a reader would not tell apart.
enum Rule {
    ALPHABET("Only base64url and two dots, nothing before, between or after", "R-002 R-001"),
    CANONICAL("One spelling per value: no padding, no stray bits", "R-003"),
    LIMITS("Bounds on length, nesting and number of members", "R-005"),
    UTF_8("UTF-8 without a byte order mark, and without repairing it", "R-006"),
    NAMES("No name twice in one object", "R-007"),
    JSON("JSON as in RFC 8259, and an object", "R-008 R-004"),
    ALGORITHM("An algorithm from the list, and a key only for its own", "R-009 R-010 R-011"),
    ED25519("`EdDSA`, the older name of Ed25519, only where asked for", "R-016"),
    SECRETS("No secret that is short or can be guessed", "R-012"),
    RSA_KEYS("RSA keys of 2048 to 8192 bits, with an odd exponent from 3 up to 64 bits", "R-013"),
    SIGNATURES(
            "Signatures that hold, in their one form and length", "R-014 R-032 R-033 R-300 R-301"),
    KEYS(
            "Keys on their curve, for signatures, and without their private half",
            "R-015 R-061 R-062 R-070 R-302 R-304 R-430"),
    KID("`kid` a short string, and few candidates without one", "R-019 R-020 R-018"),
    EXTENSIONS("No `crit`, `b64` or `zip`", "R-017"),
    KIND(
            "`at+jwt`, and nothing that only looks like it: ID tokens, events, tokens in tokens",
            "R-021 R-031 R-058"),
    DATES("`exp` and `iat` are there; dates are numbers in range", "R-022 R-023"),
    TIME("Expired at `exp`, not after it; nothing from the future", "R-024"),
    LIFETIME("No token that lives longer than allowed", "R-025"),
    ISSUER("`iss` is the configured one, character by character", "R-026"),
    AUDIENCE("`aud` is a string or strings, and names us", "R-027"),
    CLAIMS("`sub`, `client_id`, `jti` and `sid` are strings of 1 to 255 characters", "R-028 R-029"),
    SCOPE("`scope` is words with one space between them", "R-030"),
    BINDING("A token bound to a key is no bearer token", "R-057");

    private final String sentence;
    private final String requirements;

    Rule(String sentence, String requirements) {
        this.sentence = sentence;
        this.requirements = requirements;
    }

    String sentence() {
        return sentence;
    }

    /// By the first requirement that the case names.
    static Rule of(VectorCase each) {
        String first =
                each.requirements().stream()
                        .filter(requirement -> requirement.startsWith("R-"))
                        .findFirst()
                        .orElseThrow();
        return Arrays.stream(values())
                .filter(rule -> rule.requirements.contains(first))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(first + " is in no rule"));
    }
}
