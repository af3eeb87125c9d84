package dev.mintmark.verifier.json;

/// How much work one text may cause.
///
/// @param maxBytes length of the whole text
/// @param maxDepth objects and arrays inside each other
/// @param maxMembers members of objects and items of arrays, counted over the whole text
public record JsonLimits(int maxBytes, int maxDepth, int maxMembers) {

    /// The header of a token: small by nature.
    public static final JsonLimits HEADER = new JsonLimits(2 * 1024, 16, 64);

    /// A header that brings its key along, the largest of which are those of ML-DSA-87.
    public static final JsonLimits HEADER_WITH_KEY = new JsonLimits(4 * 1024, 16, 64);

    /// The claims of a token of at most 16 KiB.
    public static final JsonLimits CLAIMS = new JsonLimits(12 * 1024, 16, 256);

    /// A key set or a metadata document fetched from an issuer.
    public static final JsonLimits DOCUMENT = new JsonLimits(512 * 1024, 16, 20_000);

    /// The parser calls itself for every level, so depth is paid for in stack.
    private static final int DEEPEST = 256;

    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxDepth > DEEPEST || maxMembers < 0) {
            throw new IllegalArgumentException(
                    "limits must be positive, and the depth at most " + DEEPEST);
        }
    }
}
