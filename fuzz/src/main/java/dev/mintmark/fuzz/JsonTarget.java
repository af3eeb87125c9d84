package dev.mintmark.fuzz;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

/// The JSON reader: what it takes can be written and read again, and is the same then.
public final class JsonTarget {

    private JsonTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        Bounded.run(
                data.length,
                () -> {
                    try {
                        roundTrip(JsonReader.read(data, JsonLimits.CLAIMS));
                    } catch (MalformedJson refused) {
                        Bounded.require(refused.getMessage() != null, "refused without a reason");
                    }
                });
    }

    /// Written text can be longer than what was read, by escapes alone.
    static void roundTrip(JsonValue value) throws MalformedJson {
        byte[] written = new JsonWriter().value(value).toBytes();
        Bounded.require(
                JsonReader.read(written, JsonLimits.DOCUMENT).equals(value),
                "a value changed by writing and reading it");
    }
}
