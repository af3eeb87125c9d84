package dev.mintmark.server.http.console;

import dev.mintmark.server.audit.Kind;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.AuditView;
import dev.mintmark.server.http.page.console.AuditView.Filters;
import dev.mintmark.server.http.page.console.AuditView.Row;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `/console/audit`: what happened, by kind, outcome, person, client and day.
final class AuditPage {
    private static final String LIST = "/console/audit";
    private static final String PER_PAGE = "50";
    private static final int SUCCESS = 1;
    private static final int SERIOUS = 4;
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("actor", "client");
    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::word).sorted().toList();

    private final Part part;

    AuditPage(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        return group.get(LIST, part.door().page(this::list));
    }

    private HttpResponse list(Visit visit) {
        var asked = Asked.of(visit);
        var query = new TreeMap<String, String>();
        for (var name : List.of("kind", "user", "client", "outcome")) {
            query.put(name, asked.value(name).strip());
        }
        query.put("from", beginning(asked.value("from"), 0));
        query.put("until", beginning(asked.value("until"), 1));
        query.put("before", asked.value("before"));
        query.put("limit", PER_PAGE);
        return switch (part.desk().get(visit, "/audit", query)) {
            case Desk.Answer.Got(var doc) -> shown(visit, asked, doc, "");
            case Desk.Answer.Refused(var status, _, var sentence) when status == 400 ->
                    shown(visit, asked, Doc.EMPTY, sentence);
            case Desk.Answer.Refused refused -> part.refused(visit, refused);
        };
    }

    private HttpResponse shown(Visit visit, Asked asked, Doc doc, String problem) {
        var filters =
                new Filters(
                        asked.value("kind"),
                        asked.value("user"),
                        asked.value("client"),
                        asked.value("outcome"),
                        asked.value("from"),
                        asked.value("until"));
        return part.pages()
                .audit(
                        part.frame(visit),
                        new AuditView(
                                filters,
                                KINDS,
                                doc.docs("records").stream().map(this::row).toList(),
                                next(filters, doc),
                                problem,
                                ""));
    }

    private static String next(Filters filters, Doc doc) {
        if (doc.text("next").isEmpty()) {
            return "";
        }
        return LIST
                + Desk.query(
                        new TreeMap<>(
                                Map.of(
                                        "kind", filters.kind(),
                                        "user", filters.user(),
                                        "client", filters.client(),
                                        "outcome", filters.outcome(),
                                        "from", filters.from(),
                                        "until", filters.until(),
                                        "before", doc.text("next"))));
    }

    private Row row(Doc record) {
        var more = record.doc("unmapped").doc("mintmark");
        boolean failed = record.number("status_id") != SUCCESS;
        return new Row(
                record.doc("metadata").text("uid"),
                part.words().moment(Instant.ofEpochMilli(record.number("time"))),
                record.doc("metadata").text("event_code").replace('_', ' '),
                failed,
                record.number("severity_id") >= SERIOUS ? "bad" : failed ? "warn" : "good",
                actor(more.text("actor")),
                about(record, more),
                record.doc("src_endpoint").text("ip"),
                details(record, more));
    }

    /// Such as `admin_key:adm_3f9c…`, in words.
    private static String actor(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? text.replace('_', ' ')
                : text.substring(0, colon).replace('_', ' ') + " " + text.substring(colon + 1);
    }

    private static String about(Doc record, Doc more) {
        return List.of(record.doc("user").text("uid"), more.text("client")).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String details(Doc record, Doc more) {
        var said =
                more.object().members().entrySet().stream()
                        .filter(one -> !SHOWN_ELSEWHERE.contains(one.getKey()))
                        .filter(one -> !more.text("actor").endsWith(":" + text(one.getValue())))
                        .map(one -> one.getKey().replace('_', ' ') + " " + text(one.getValue()))
                        .collect(Collectors.joining(", "));
        var reason = record.text("status_detail").replace('_', ' ');
        return List.of(reason, said).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> text;
            case JsonNumber number -> number.text();
            case JsonBoolean(var flag) -> flag ? "yes" : "no";
            default -> "";
        };
    }

    /// Of a day as a form gives it, or of the one after. What is no day asks for nothing.
    private static String beginning(String day, int later) {
        try {
            return day.isEmpty()
                    ? ""
                    : LocalDate.parse(day)
                            .plusDays(later)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .toString();
        } catch (DateTimeException _) {
            return "";
        }
    }
}
