package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.meter.History.Step;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// `GET /admin/v1/history`: how the meters of this node went, minute by minute or second by second.
final class HistoryApi {
    private final History history;

    HistoryApi(History history) {
        this.history = history;
    }

    HttpResponse show(AdminCall call) {
        return Paging.read(
                call,
                Set.of("step"),
                paging -> {
                    boolean fine = paging.filter("step").filter("second"::equals).isPresent();
                    var window = history.last(fine ? Step.SECOND : Step.MINUTE, paging.limit());
                    var json =
                            new JsonWriter()
                                    .beginObject()
                                    .field("end", window.end().toString())
                                    .field("step_seconds", window.step().toSeconds())
                                    .name("series")
                                    .beginObject();
                    new TreeMap<>(window.series())
                            .forEach((name, values) -> write(json.name(name), values));
                    return HttpResponse.json(200, json.endObject().endObject().toBytes());
                });
    }

    private static void write(JsonWriter json, double[] values) {
        json.beginArray();
        for (double value : values) {
            json.value(new JsonNumber(String.format(Locale.ROOT, "%.3f", value)));
        }
        json.endArray();
    }
}
