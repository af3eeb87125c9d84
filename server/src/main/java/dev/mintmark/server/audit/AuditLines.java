package dev.mintmark.server.audit;

import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.verifier.json.JsonWriter;

/// The line of a record in an export, without its end. These are the bytes that are sealed.
public final class AuditLines {
    private AuditLines() {}

    public static byte[] of(Row row) {
        return AuditLog.read(row).map(OcsfJson::of).orElseGet(() -> unreadable(row));
    }

    /// A row that no version of this program wrote is told as it is: whoever put it there is found
    /// out by the seal, or sealed it with the rest.
    private static byte[] unreadable(Row row) {
        return new JsonWriter()
                .beginObject()
                .name("metadata")
                .beginObject()
                .field("event_code", "unreadable")
                .field("sequence", row.number())
                .endObject()
                .field("time", row.at().toEpochMilli())
                .field("raw_data", row.text())
                .endObject()
                .toBytes();
    }
}
