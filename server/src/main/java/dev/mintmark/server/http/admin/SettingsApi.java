package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.SettingInForce;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;

/// `/admin/v1/settings`: what is in force on this node. Secrets are only said to be there.
final class SettingsApi {
    private final List<SettingInForce> settings;

    SettingsApi(List<SettingInForce> settings) {
        this.settings = List.copyOf(settings);
    }

    HttpResponse list(AdminCall call) {
        var json = new JsonWriter().beginObject().name("settings").beginArray();
        for (var setting : settings) {
            json.beginObject()
                    .field("key", setting.key())
                    .field("value", setting.value())
                    .field("source", setting.source())
                    .field("description", setting.description())
                    .field("secret", setting.secret())
                    .endObject();
        }
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }
}
