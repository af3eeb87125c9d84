package dev.mintmark.server.audit.seal;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.Instant;

/// A seal as it rests, beside what has to be known of it to find it.
///
/// @param firstAt time of its first record
/// @param lastAt time of its last
/// @param jws the signed [Statement]
public record SealedRange(
        long number,
        long first,
        long last,
        int records,
        long total,
        Instant firstAt,
        Instant lastAt,
        String jws,
        byte[] prints) {

    /// A line of an export, behind the lines of its records.
    public byte[] line() {
        return new JsonWriter()
                .beginObject()
                .field("seal", number)
                .field("statement", jws)
                .field("prints", Base64Url.encode(prints))
                .endObject()
                .toBytes();
    }

    /// What the next seal names this one by; and anybody who wants to remember it.
    public byte[] hash() {
        return Statement.hash(jws);
    }
}
