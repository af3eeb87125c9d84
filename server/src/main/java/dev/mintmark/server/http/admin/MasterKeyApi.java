package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.key.MasterKeyDesk.Outcome;
import dev.mintmark.verifier.json.JsonWriter;

/// `/admin/v1/master-key`. No master key ever passes here, only fingerprints.
final class MasterKeyApi {
    private final MasterKeyDesk desk;

    MasterKeyApi(MasterKeyDesk desk) {
        this.desk = desk;
    }

    HttpResponse show(AdminCall call) {
        var report = desk.report();
        var json = new JsonWriter().beginObject().name("master_keys").beginArray();
        for (var fingerprint : report.keys()) {
            json.beginObject()
                    .field("fingerprint", fingerprint)
                    .field("current", fingerprint.equals(report.current()))
                    .endObject();
        }
        json.endArray().name("sealed").beginArray();
        for (var opened : report.things()) {
            json.beginObject()
                    .field("kind", opened.thing().kind().word())
                    .field("name", opened.thing().name())
                    .field("opens_with", opened.opensWith())
                    .endObject();
        }
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    HttpResponse rotate(AdminCall call) {
        return JsonBody.readIfAny(
                call.request(),
                body ->
                        answer(
                                desk.rotate(
                                        Keys.mandate(
                                                call, body, "a new master key was asked for"))));
    }

    private static HttpResponse answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var fingerprint, var resealed) ->
                    HttpResponse.json(
                            200,
                            new JsonWriter()
                                    .beginObject()
                                    .field("fingerprint", fingerprint)
                                    .field("resealed", resealed)
                                    .endObject()
                                    .toBytes());
            case Outcome.Refused(var why) -> Problem.of(409, "not_rotated", why).toResponse();
        };
    }
}
