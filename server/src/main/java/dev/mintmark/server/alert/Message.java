package dev.mintmark.server.alert;

import dev.mintmark.server.alert.AlertStore.Delivery;
import dev.mintmark.verifier.json.JsonWriter;

/// What operators read.
///
/// @param issuer which authority it is about
record Message(String issuer, Delivery what) {
    String subject() {
        var alert = what.alert();
        return "[%s] %s: %s (%s)"
                .formatted(
                        what.closing() ? "closed" : alert.kind().severity().word(),
                        alert.kind().word().replace('_', ' '),
                        alert.about(),
                        issuer);
    }

    String text() {
        var alert = what.alert();
        var text = new StringBuilder(alert.summary()).append("\n\n");
        text.append("Authority: ").append(issuer).append('\n');
        text.append("Alert: ").append(alert.id()).append('\n');
        text.append("Opened: ").append(alert.openedAt()).append('\n');
        alert.closedAt()
                .filter(_ -> what.closing())
                .ifPresent(at -> text.append("Closed: ").append(at).append('\n'));
        return text.toString();
    }

    byte[] json() {
        var alert = what.alert();
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("type", what.closing() ? "alert.closed" : "alert.opened")
                        .field("timestamp", what.since().toString())
                        .name("data")
                        .beginObject()
                        .field("id", alert.id())
                        .field("issuer", issuer)
                        .field("kind", alert.kind().word())
                        .field("severity", alert.kind().severity().word())
                        .field("about", alert.about())
                        .field("summary", alert.summary())
                        .field("opened_at", alert.openedAt().toString());
        alert.closedAt()
                .filter(_ -> what.closing())
                .ifPresent(at -> json.field("closed_at", at.toString()));
        return json.endObject().endObject().toBytes();
    }
}
