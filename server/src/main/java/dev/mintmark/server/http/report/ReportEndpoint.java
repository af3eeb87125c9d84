package dev.mintmark.server.http.report;

import dev.mintmark.server.alert.Report;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.guard.ClientLimit;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.ClientDoor;
import dev.mintmark.server.http.ClientDoor.Entering;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.meter.Tally;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// `POST /v1/verifier-reports`: a service with a secret says how many tokens it took and refused
/// since its last report. Only numbers: `{"sent_at":…,"trusted":…,"refused":{"expired":…},…}`.
///
/// Whoever has the secret of one service can say about that service what they like, and about no
/// other.
public final class ReportEndpoint implements Endpoint {
    /// Far beyond what a service can verify in the time between two reports.
    private static final long MOST = 1_000_000_000;

    private final ClientDoor door;
    private final ClientLimit limit;
    private final Tally verdicts;
    private final Consumer<Report> listener;

    /// @param limit how often a service may report
    public ReportEndpoint(
            ClientDoor door, ClientLimit limit, Tally verdicts, Consumer<Report> listener) {
        this.door = door;
        this.limit = limit;
        this.verdicts = verdicts;
        this.listener = listener;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        var entering =
                switch (BasicCredentials.read(request)) {
                    case BasicCredentials.Absent() -> door.refused("secret_missing", request);
                    case BasicCredentials.Malformed() ->
                            door.refused("malformed_credentials", request);
                    case BasicCredentials.Present(var id, var secret) ->
                            door.enter(new Credentials.IdAndSecret(id, secret), request);
                };
        return switch (entering) {
            case Entering.TooMany(var held) -> QuotaExceeded.problem(held);
            case Entering.Refused() ->
                    Problem.of(
                                    401,
                                    "unauthorized",
                                    "This needs the credentials of a client with a secret.")
                            .toResponse()
                            .header(
                                    "WWW-Authenticate",
                                    "Basic realm=\"mintmark\", charset=\"UTF-8\"");
            case Entering.Known(var client, _) ->
                    limit.take(client.id())
                            .map(QuotaExceeded::problem)
                            .orElseGet(() -> JsonBody.read(request, body -> take(client, body)));
        };
    }

    private HttpResponse take(Client client, JsonBody body) {
        var counts = body.object("refused");
        var refused = new HashMap<String, Long>();
        for (var reason : Reason.values()) {
            put(refused, reason.code(), counts);
        }
        long withoutKeys = count(counts, Verdict.Unavailable.Cause.KEYS.code());
        long withoutNews = count(counts, Verdict.Unavailable.Cause.REVOCATIONS.code());
        var report =
                new Report(
                        client.id().value(),
                        count(body, "trusted"),
                        withoutKeys + withoutNews,
                        refused,
                        body.flag("keys_fail") || withoutKeys > 0,
                        body.optionalNumber("sent_at").stream()
                                .mapToObj(Instant::ofEpochMilli)
                                .findFirst());
        count(report);
        if (withoutKeys > 0) {
            verdicts.add(withoutKeys, report.service(), Verdict.Unavailable.Cause.KEYS.code());
        }
        listener.accept(report);
        return HttpResponse.empty(204);
    }

    private static void put(Map<String, Long> refused, String reason, JsonBody counts) {
        long count = count(counts, reason);
        if (count > 0) {
            refused.put(reason, count);
        }
    }

    private static long count(JsonBody body, String name) {
        long count = body.optionalNumber(name).orElse(0);
        if (count > MOST) {
            throw new JsonBody.Wrong("A count is larger than can be.");
        }
        return count;
    }

    private void count(Report report) {
        if (report.trusted() > 0) {
            verdicts.add(report.trusted(), report.service(), "trusted");
        }
        report.refused().forEach((reason, count) -> verdicts.add(count, report.service(), reason));
    }
}
