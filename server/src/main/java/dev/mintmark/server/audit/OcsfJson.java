package dev.mintmark.server.audit;

import dev.mintmark.verifier.json.JsonWriter;

import java.util.TreeMap;

/// A record as one JSON object in the shape of the Open Cybersecurity Schema Framework.
///
/// The same record gives the same bytes in every version: they are what is sealed.
public final class OcsfJson {
    private static final String SCHEMA = "1.6.0";
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;

    private OcsfJson() {}

    public static byte[] of(AuditRecord record) {
        var json = new JsonWriter();
        write(json, record);
        return json.toBytes();
    }

    public static void write(JsonWriter json, AuditRecord record) {
        var facts = record.facts();
        var kind = facts.kind();
        json.beginObject();
        metadata(json, record);
        json.field("time", record.at().toEpochMilli())
                .field("category_uid", kind.ocsf.categoryUid)
                .field("category_name", kind.ocsf.category)
                .field("class_uid", kind.ocsf.uid)
                .field("class_name", kind.ocsf.title)
                .field("activity_id", kind.activity)
                .field("activity_name", kind.activityName)
                .field("type_uid", kind.ocsf.uid * 100L + kind.activity)
                .field("severity_id", kind.severity.id)
                .field("severity", kind.severity.title)
                .field("status_id", kind.isFailure() ? FAILURE : SUCCESS)
                .field("status", kind.isFailure() ? "Failure" : "Success");
        facts.reason().ifPresent(reason -> json.field("status_detail", reason));
        actor(json, facts);
        facts.user()
                .ifPresent(user -> json.name("user").beginObject().field("uid", user).endObject());
        json.name("src_endpoint").beginObject();
        json.field(facts.address().equals("self") ? "name" : "ip", facts.address()).endObject();
        facts.session()
                .ifPresent(id -> json.name("session").beginObject().field("uid", id).endObject());
        json.name("service").beginObject().field("name", "mintmark").endObject();
        unmapped(json, facts);
        json.endObject();
    }

    private static void metadata(JsonWriter json, AuditRecord record) {
        json.name("metadata")
                .beginObject()
                .field("version", SCHEMA)
                .field("event_code", record.facts().kind().word())
                .field("sequence", record.number())
                .field("uid", Long.toString(record.number()))
                .name("product")
                .beginObject()
                .field("name", "Mintmark")
                .field("vendor_name", "Mintmark")
                .endObject()
                .endObject();
    }

    private static void actor(JsonWriter json, Facts facts) {
        var actor = facts.actor();
        int mark = actor.indexOf(':');
        var kind = mark < 0 ? actor : actor.substring(0, mark);
        var name = mark < 0 ? "" : actor.substring(mark + 1);
        json.name("actor").beginObject();
        switch (kind) {
            case "user" -> user(json, name, 1, "User");
            case "client" -> json.field("app_uid", name);
            case "admin_key", "command_line" -> user(json, actor, 2, "Admin");
            case "schedule", "authority" -> user(json, actor, 3, "System");
            default -> user(json, actor, 0, "Unknown");
        }
        json.endObject();
    }

    private static void user(JsonWriter json, String uid, int type, String typeName) {
        json.name("user")
                .beginObject()
                .field("uid", uid)
                .field("type_id", type)
                .field("type", typeName)
                .endObject();
    }

    private static void unmapped(JsonWriter json, Facts facts) {
        json.name("unmapped").beginObject().name("mintmark").beginObject();
        json.field("actor", facts.actor());
        facts.client().ifPresent(client -> json.field("client", client));
        new TreeMap<>(facts.details())
                .forEach((name, value) -> {
                    switch (value) {
                        case Long number -> json.field(name, number);
                        case Boolean flag -> json.field(name, flag);
                        default -> json.field(name, value.toString());
                    }
                });
        json.endObject().endObject();
    }
}
