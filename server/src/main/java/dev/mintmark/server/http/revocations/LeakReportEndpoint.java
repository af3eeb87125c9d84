package dev.mintmark.server.http.revocations;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.guard.RateLimit;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.revocation.LeakReports;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// `POST /leak-report` with `{"credentials":["…"]}`: from anybody who found some. The answer is the
/// same whatever they turn out to be.
public final class LeakReportEndpoint implements Endpoint {
    private static final int MOST = 900;

    private final LeakReports reports;
    private final AdminKeys adminKeys;
    private final Optional<RateLimit> limit;
    private final Events events;

    /// However many report, no more than one processor looks at it.
    private final Semaphore turn = new Semaphore(1);

    public LeakReportEndpoint(
            LeakReports reports, AdminKeys adminKeys, Optional<RateLimit> limit, Events events) {
        this.reports = reports;
        this.adminKeys = adminKeys;
        this.limit = limit;
        this.events = events;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        var tooMany = limit.flatMap(each -> each.take(request.remoteAddress()));
        if (tooMany.isPresent()) {
            Brakes.tell(tooMany.get(), request, events);
            return QuotaExceeded.problem(tooMany.get());
        }
        return JsonBody.read(
                request,
                body -> {
                    var credentials = body.texts("credentials");
                    if (credentials.isEmpty() || credentials.size() > MOST) {
                        throw new JsonBody.Wrong(
                                "The member credentials must be a list of 1 to 900 strings.");
                    }
                    return take(credentials, request.origin());
                });
    }

    private HttpResponse take(List<String> credentials, Origin origin) {
        if (!turn.tryAcquire()) {
            return Problem.of(503, "temporarily_unavailable", "Another report is being read.")
                    .toResponse()
                    .header("Retry-After", "1");
        }
        try {
            credentials.stream().filter(adminKeys::isKey).forEach(_ -> warn(origin));
            reports.take(credentials, origin);
        } finally {
            turn.release();
        }
        return HttpResponse.empty(202);
    }

    /// Nobody but an operator can replace it without shutting everybody out.
    private void warn(Origin origin) {
        events.record(new Event.AdminKeyLeaked(origin));
    }
}
