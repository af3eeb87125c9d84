package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.AuditQuery;
import dev.mintmark.server.audit.Kind;
import dev.mintmark.server.audit.OcsfJson;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.id.UserId;
import dev.mintmark.verifier.json.JsonWriter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `GET /admin/v1/audit`: what happened, newest first, a page at a time.
final class AuditApi {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;

    private final AuditLog log;
    private final AuditExport export;
    private final Accounts accounts;

    AuditApi(AuditLog log, AuditExport export, Accounts accounts) {
        this.log = log;
        this.export = export;
        this.accounts = accounts;
    }

    HttpResponse list(AdminCall call) {
        return asked(call, this::list);
    }

    /// A page of lines: a range of records and its seal; on the last page, what is not sealed yet.
    HttpResponse export(AdminCall call) {
        return asked(call, this::export);
    }

    /// The public key that seals are examined with, as a key set.
    HttpResponse key(AdminCall call) {
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        export.key().writeJwk(json);
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    private HttpResponse export(Parameters parameters) {
        var seal = number(parameters, "seal");
        long from =
                seal.isPresent() ? seal.getAsLong() : export.sealReaching(time(parameters, "from"));
        var page = export.page(from);
        var json = new JsonWriter().beginObject().name("lines").beginArray();
        page.lines().forEach(line -> json.value(new String(line, StandardCharsets.UTF_8)));
        json.endArray();
        page.next().ifPresent(next -> json.field("next", Long.toString(next)));
        export.head()
                .ifPresent(head ->
                        json.name("head")
                                .beginObject()
                                .field("seal", head.number())
                                .field("hash", HexFormat.of().formatHex(head.hash()))
                                .field("records", head.total())
                                .endObject());
        return HttpResponse.json(200, json.endObject().toBytes())
                .header("Cache-Control", "no-store");
    }

    private static HttpResponse asked(AdminCall call, Function<Parameters, HttpResponse> answer) {
        return switch (Query.read(call.request())) {
            case Malformed(var reason) -> bad("Query: " + reason.description() + ".");
            case Parameters query -> {
                try {
                    yield answer.apply(query);
                } catch (Wrong e) {
                    yield bad(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    private HttpResponse list(Parameters parameters) {
        var query = query(parameters);
        var before = number(parameters, "before");
        int limit = (int) Math.min(number(parameters, "limit").orElse(LIMIT), MOST);
        if (limit == 0) {
            throw new Wrong("The parameter limit is a number from 1 to 1000.");
        }
        var page = log.newestFirst(query, before, limit);
        var json = new JsonWriter().beginObject().name("records").beginArray();
        page.records().forEach(record -> OcsfJson.write(json, record));
        json.endArray();
        page.next().ifPresent(next -> json.field("next", Long.toString(next)));
        return HttpResponse.json(200, json.endObject().toBytes())
                .header("Cache-Control", "no-store");
    }

    private AuditQuery query(Parameters parameters) {
        return new AuditQuery(
                time(parameters, "from"),
                time(parameters, "until"),
                kinds(parameters),
                parameters.value("user").map(this::user),
                parameters.value("client"),
                parameters.value("session"),
                parameters.value("outcome").map(AuditApi::isFailure));
    }

    /// By id or by name. A name that nobody has is like an id that nobody has: nothing is found.
    private String user(String text) {
        return text.startsWith(UserId.PREFIX)
                ? text
                : UserName.parse(text)
                        .flatMap(accounts::find)
                        .map(Account::id)
                        .map(UserId::value)
                        .orElse("");
    }

    private static Optional<Instant> time(Parameters parameters, String name) {
        try {
            return parameters.value(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new Wrong(
                    "The parameter " + name + " is a time such as 2026-01-31T12:00:00Z.", e);
        }
    }

    private static Set<Kind> kinds(Parameters parameters) {
        return parameters.value("kind").stream()
                .flatMap(words -> Arrays.stream(words.split(",", -1)))
                .map(word ->
                        Kind.of(word)
                                .orElseThrow(() ->
                                        new Wrong(
                                                "The parameter kind is a list of kinds of events,"
                                                        + " separated by commas.")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isFailure(String outcome) {
        return switch (outcome) {
            case "failure" -> true;
            case "success" -> false;
            default -> throw new Wrong("The parameter outcome is success or failure.");
        };
    }

    private static OptionalLong number(Parameters parameters, String name) {
        var text = parameters.value(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw new Wrong("The parameter " + name + " is a whole number.");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static HttpResponse bad(String detail) {
        return Problem.of(400, "invalid_request", detail).toResponse();
    }

    /// Says what is wrong with a parameter, in a sentence for the caller.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }

        Wrong(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
