package dev.mintmark.server.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which part of a list is asked for: so many, after a place. A place is what the list is ordered
/// by, not a number, so that any page costs what the first one does, and nothing is shown twice
/// when rows come and go.
///
/// @param filters what narrows the list, as it was sent
record Paging(int limit, Optional<String> after, Map<String, String> filters) {
    static final int USUAL = 100;
    static final int MOST = 1_000;

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    /// Reads the query. A parameter that nobody knows is refused: a filter that is not applied
    /// would show what was not asked for.
    static HttpResponse read(
            AdminCall call, Set<String> known, Function<Paging, HttpResponse> use) {
        return switch (Query.read(call.request())) {
            case Malformed(var reason) -> invalid("Query: " + reason.description() + ".");
            case Parameters query -> {
                try {
                    yield use.apply(of(query, known));
                } catch (JsonBody.Wrong e) {
                    yield invalid(e.sentence());
                }
            }
        };
    }

    private static Paging of(Parameters query, Set<String> known) {
        var filters = new LinkedHashMap<String, String>();
        for (var name : query.names()) {
            if (known.contains(name)) {
                filters.put(name, query.value(name).orElseThrow());
            } else if (!name.equals("limit") && !name.equals("after")) {
                throw new JsonBody.Wrong("This list knows no such parameter.");
            }
        }
        return new Paging(
                query.value("limit").map(Paging::limit).orElse(USUAL),
                query.value("after"),
                filters);
    }

    private static int limit(String text) {
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw new JsonBody.Wrong("A limit is a whole number from 1 to 1000.");
        }
        return Integer.parseInt(text);
    }

    Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    /// One more than is shown, to know whether there are any.
    int wanted() {
        return limit + 1;
    }

    /// @param found up to [#wanted()] of them
    /// @param place what a list continues after
    <T> HttpResponse answer(
            String name,
            List<T> found,
            BiConsumer<JsonWriter, T> write,
            Function<T, String> place) {
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        var json = new JsonWriter().beginObject().name(name).beginArray();
        shown.forEach(one -> write.accept(json, one));
        json.endArray();
        if (shown.size() == found.size()) {
            return HttpResponse.json(200, json.endObject().toBytes());
        }
        var last = place.apply(shown.getLast());
        return HttpResponse.json(200, json.field("next", last).endObject().toBytes())
                .header("Link", "<%s>; rel=\"next\"".formatted(link(last)));
    }

    /// Relative (RFC 8288 section 3.1), so that it is right behind any proxy.
    private String link(String last) {
        var query = new LinkedHashMap<>(filters);
        query.put("limit", Integer.toString(limit));
        query.put("after", last);
        return query.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static HttpResponse invalid(String sentence) {
        return Problem.of(400, "invalid_request", sentence).toResponse();
    }
}
