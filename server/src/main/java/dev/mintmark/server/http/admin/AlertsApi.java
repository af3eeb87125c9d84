package dev.mintmark.server.http.admin;

import dev.mintmark.server.alert.Alert;
import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.verifier.json.JsonWriter;

/// `GET /admin/v1/alerts`: those that are open, with `?state=all` the newest, closed ones as well.
final class AlertsApi {
    private static final int LISTED = 500;

    private final Alerts alerts;

    AlertsApi(Alerts alerts) {
        this.alerts = alerts;
    }

    HttpResponse list(AdminCall call) {
        return switch (Query.read(call.request())) {
            case Malformed(var reason) -> invalid("Query: " + reason.description() + ".");
            case Parameters query ->
                    switch (query.value("state").orElse("open")) {
                        case "open" -> shown(alerts.open());
                        case "all" -> shown(alerts.list(LISTED));
                        default -> invalid("The parameter state is open or all.");
                    };
        };
    }

    private static HttpResponse invalid(String sentence) {
        return Problem.of(400, "invalid_request", sentence).toResponse();
    }

    private static HttpResponse shown(Iterable<Alert> alerts) {
        var json = new JsonWriter().beginObject().name("alerts").beginArray();
        alerts.forEach(alert -> write(json, alert));
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    private static void write(JsonWriter json, Alert alert) {
        json.beginObject()
                .field("id", alert.id())
                .field("kind", alert.kind().word())
                .field("severity", alert.kind().severity().word())
                .field("about", alert.about())
                .field("summary", alert.summary())
                .field("opened_at", alert.openedAt().toString())
                .field("last_seen", alert.lastSeen().toString());
        alert.closedAt().ifPresent(at -> json.field("closed_at", at.toString()));
        json.endObject();
    }
}
