package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The outermost layer: characters and segments.
final class EncodingVectors extends Theme {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    EncodingVectors(KeyRing ring) {
        super(ring, "encoding", "Segments, alphabet, and the one canonical spelling of base64url.");
        segments();
        foreignCharacters();
        padding();
        spellings();
        wrappings();
    }

    private void segments() {
        String rule = "R-001; RFC 7515 §7.1";
        text("empty", "An empty text is no token", rule, "");
        text("one-dot", "A lone dot is no token", rule, ".");
        text("one-segment", "One segment is no token", rule, aToken().headerSegment());
        text(
                "two-segments",
                "Header and payload without a signature segment are no token",
                rule,
                aToken().signingInput());
        malformed("four-segments", "A fourth segment is refused", rule, t -> t + ".AAAA");
        malformed(
                "fourth-segment-empty", "A dot after the signature is refused", rule, t -> t + ".");
        malformed("leading-dot", "A dot before the header is refused", rule, t -> "." + t);
        malformed("six-segments", "Six segments are refused", rule, t -> t + ".AA.AA.AA");
        malformed(
                "header-empty",
                "An empty header segment is refused",
                rule,
                t -> t.substring(t.indexOf('.')));
        add("signature-empty", "An empty signature segment is no signature", rule)
                .token(aToken().signingInput() + ".")
                .refused("bad_signature");
        add("payload-empty", "An empty payload segment is refused under a valid signature", rule)
                .token(aToken().segments(aToken().headerSegment(), ""))
                .refused("malformed");
        add(
                        "payload-detached",
                        "A payload left out after signing is not put back",
                        "R-001; RFC 7515 App. F")
                .token(aToken(), t -> t.replaceFirst("\\.[^.]*\\.", ".."))
                .refused("bad_signature");
        text("two-dots", "Three empty segments are no token", rule, "..");
    }

    private void foreignCharacters() {
        var characters = new TreeMap<String, String>();
        characters.put("space", " ");
        characters.put("newline", "\n");
        characters.put("carriage-return", "\r");
        characters.put("tab", "\t");
        characters.put("nul", "\0");
        characters.put("equals", "=");
        characters.put("plus", "+");
        characters.put("slash", "/");
        characters.put("brace", "{");
        characters.put("quote", "\"");
        characters.put("exclamation", "!");
        characters.put("percent", "%");
        characters.put("tilde", "~");
        characters.put("comma", ",");
        characters.put("latin-e-acute", "é");
        characters.put("fullwidth-a", "Ａ");
        characters.put("no-break-space", "\u00A0");
        characters.put("zero-width-space", "\u200B");
        characters.put("byte-order-mark", "\uFEFF");
        characters.put("emoji", "😀");
        characters.put("letter-whose-low-byte-is-a", "\u0141");
        for (Map.Entry<String, String> each : characters.entrySet()) {
            malformed(
                    each.getKey() + "-after",
                    "A foreign character after the token is refused: " + spoken(each.getKey()),
                    "R-002; RFC 7515 §2",
                    t -> t + each.getValue());
        }
        for (String name : new String[] {"space", "newline", "byte-order-mark"}) {
            String character = characters.get(name);
            malformed(
                    name + "-before",
                    "A foreign character before the token is not trimmed: " + spoken(name),
                    "R-002; RFC 7515 §2",
                    t -> character + t);
        }
        for (String name : new String[] {"space", "newline", "equals", "nul", "emoji"}) {
            String character = characters.get(name);
            malformed(
                    name + "-in-payload",
                    "A foreign character inside the payload segment is refused: " + spoken(name),
                    "R-002; RFC 7515 §2",
                    t -> {
                        int at = t.indexOf('.') + 5;
                        return t.substring(0, at) + character + t.substring(at);
                    });
            malformed(
                    name + "-in-signature",
                    "A foreign character inside the signature segment is refused: " + spoken(name),
                    "R-002; RFC 7515 §2",
                    t -> {
                        int at = t.lastIndexOf('.') + 5;
                        return t.substring(0, at) + character + t.substring(at);
                    });
        }
    }

    private void padding() {
        String rule = "R-003; RFC 7515 §2";
        malformed("signature-padded", "A padded signature segment is refused", rule, t -> t + "==");
        var padded = aToken();
        String header = padded(withResidue(padded.headerText(), 2));
        String payload = padded(withResidue(padded.claimsText(), 3));
        add("header-padded", "A header segment that was padded and signed so is refused", rule)
                .token(aToken().segments(header, padded.payloadSegment()))
                .refused("malformed");
        add("payload-padded", "A payload segment that was padded and signed so is refused", rule)
                .token(aToken().segments(padded.headerSegment(), payload))
                .refused("malformed");
    }

    private void spellings() {
        String rule = "R-003; RFC 4648 §3.5";
        for (int bits : new int[] {1, 8, 15}) {
            add(
                            "header-residue-2-bits-" + bits,
                            "Unused bits in the last character of a header of 3k+1 bytes are refused",
                            rule)
                    .token(
                            aToken().segments(
                                            twisted(withResidue(aToken().headerText(), 2), bits),
                                            aToken().payloadSegment()))
                    .refused("malformed");
            add(
                            "payload-residue-2-bits-" + bits,
                            "Unused bits in the last character of a payload of 3k+1 bytes are refused",
                            rule)
                    .token(
                            aToken().segments(
                                            aToken().headerSegment(),
                                            twisted(withResidue(aToken().claimsText(), 2), bits)))
                    .refused("malformed");
            malformed(
                    "signature-residue-2-bits-" + bits,
                    "Unused bits in the last character of a signature of 3k+1 bytes are refused",
                    rule,
                    t -> twisted(t, bits));
        }
        for (int bits : new int[] {1, 2, 3}) {
            add(
                            "header-residue-3-bits-" + bits,
                            "Unused bits in the last character of a header of 3k+2 bytes are refused",
                            rule)
                    .token(
                            aToken().segments(
                                            twisted(withResidue(aToken().headerText(), 3), bits),
                                            aToken().payloadSegment()))
                    .refused("malformed");
            add(
                            "payload-residue-3-bits-" + bits,
                            "Unused bits in the last character of a payload of 3k+2 bytes are refused",
                            rule)
                    .token(
                            aToken().segments(
                                            aToken().headerSegment(),
                                            twisted(withResidue(aToken().claimsText(), 3), bits)))
                    .refused("malformed");
            add(
                            "signature-residue-3-bits-" + bits,
                            "Unused bits in the last character of a signature of 3k+2 bytes are refused",
                            rule)
                    .setUpFor("HS256")
                    .token(aToken("HS256"), t -> twisted(t, bits))
                    .refused("malformed");
        }
        for (int residue : new int[] {0, 2, 3}) {
            add(
                            "residue-" + residue,
                            "Segments whose length is %d modulo 4 are trusted in their canonical spelling"
                                    .formatted(residue),
                            rule)
                    .token(
                            aToken().segments(
                                            withResidue(aToken().headerText(), residue),
                                            withResidue(aToken().claimsText(), residue)))
                    .trusted();
        }
        add("header-residue-1", "A header segment of 4k+1 characters is refused", rule)
                .token(
                        aToken().segments(
                                        withResidue(aToken().headerText(), 0) + "A",
                                        aToken().payloadSegment()))
                .refused("malformed");
        add("payload-residue-1", "A payload segment of 4k+1 characters is refused", rule)
                .token(
                        aToken().segments(
                                        aToken().headerSegment(),
                                        withResidue(aToken().claimsText(), 0) + "A"))
                .refused("malformed");
        add("signature-residue-1", "A signature segment of 4k+1 characters is refused", rule)
                .setUpFor("ES384")
                .token(aToken("ES384"), t -> t + "A")
                .refused("malformed");
        String minus = withSignatureOf('-');
        String underscore = withSignatureOf('_');
        text(
                "standard-alphabet-plus",
                "A '+' in place of '-' is refused",
                "R-002; RFC 4648 §5",
                minus.substring(0, minus.lastIndexOf('.'))
                        + minus.substring(minus.lastIndexOf('.')).replace('-', '+'));
        text(
                "standard-alphabet-slash",
                "A '/' in place of '_' is refused",
                "R-002; RFC 4648 §5",
                underscore.substring(0, underscore.lastIndexOf('.'))
                        + underscore.substring(underscore.lastIndexOf('.')).replace('_', '/'));
    }

    private void wrappings() {
        String[] parts = aToken().sign("parts").split("\\.", -1);
        text(
                "json-flattened",
                "The flattened JSON serialization is never read as a token",
                "R-004; RFC 7515 §7.2.2",
                "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                        .formatted((Object[]) parts));
        text(
                "json-general",
                "The general JSON serialization is never read as a token",
                "R-004; RFC 7515 §7.2.1",
                "{\"payload\":\"%s\",\"signatures\":[{\"protected\":\"%s\",\"signature\":\"%s\"}]}"
                        .formatted(parts[1], parts[0], parts[2]));
        malformed(
                "quoted",
                "A token in quotes is refused",
                "R-002; RFC 7515 §7.1",
                t -> '"' + t + '"');
        malformed(
                "bearer",
                "The word Bearer is no part of a token",
                "R-002; RFC 6750 §2.1",
                t -> "Bearer " + t);
        malformed(
                "percent-encoded",
                "Percent-encoded dots are no dots",
                "R-002; RFC 7515 §7.1",
                t -> t.replace(".", "%2E"));
        malformed(
                "fullwidth-dots",
                "Dots of another script are no dots",
                "R-002; RFC 7515 §7.1",
                t -> t.replace('.', '．'));
        malformed(
                "wrapped",
                "A token broken into lines is refused",
                "R-002; RFC 7515 §2",
                t -> t.replaceAll("(.{76})", "$1\n"));
        text(
                "encoded-twice",
                "A token that was base64url-encoded as a whole is refused",
                "R-001; RFC 7515 §7.1",
                Base64Url.encode(aToken().sign("twice").getBytes(UTF_8)));
        malformed(
                "two-tokens",
                "Two tokens with a comma between them are none",
                "R-002; RFC 7515 §7.1",
                t -> t + "," + t);
    }

    private void text(String id, String title, String requirements, String token) {
        add(id, title, requirements).token(token).refused("malformed");
    }

    private void malformed(
            String id, String title, String requirements, UnaryOperator<String> change) {
        add(id, title, requirements).token(aToken(), change).refused("malformed");
    }

    private String withSignatureOf(char wanted) {
        for (int i = 0; ; i++) {
            String token = aToken().sign("alphabet-" + i);
            if (token.indexOf(wanted, token.lastIndexOf('.')) >= 0) {
                return token;
            }
        }
    }

    /// The text with as much space inside as its encoding needs to end on that residue.
    private static String withResidue(String json, int residue) {
        String padded = json;
        while (Base64Url.encode(padded.getBytes(UTF_8)).length() % 4 != residue) {
            padded = "{ " + padded.substring(1);
        }
        return Base64Url.encode(padded.getBytes(UTF_8));
    }

    private static String twisted(String segment, int bits) {
        int last = segment.length() - 1;
        int value = ALPHABET.indexOf(segment.charAt(last));
        return segment.substring(0, last) + ALPHABET.charAt(value | bits);
    }

    private static String padded(String segment) {
        return segment + "=".repeat(-segment.length() & 3);
    }

    private static String spoken(String name) {
        return name.replace('-', ' ');
    }
}
