package dev.mintmark.server.http.published;

import dev.mintmark.server.http.Accepts;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.EntityTags;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.revocation.status.PublishedList;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Optional;
import java.util.regex.Pattern;

/// `GET /status/{list}`: a status list token (Token Status List, section 8).
public final class StatusListEndpoint implements Endpoint {
    private static final String TYPE = "application/statuslist+jwt";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /// A cache in between may help in a rush. More than a moment would come on top of how old a
    /// verifier lets its copy get.
    private static final String CACHING = "public, max-age=2";

    private final StatusLists lists;

    public StatusListEndpoint(StatusLists lists) {
        this.lists = lists;
    }

    /// `GET /status`: the addresses of all lists (section 9.2).
    public static Endpoint all(StatusLists lists) {
        return _ ->
                HttpResponse.json(
                                200,
                                new JsonWriter()
                                        .beginObject()
                                        .field("status_lists", lists.uris())
                                        .endObject()
                                        .toBytes())
                        .header("Cache-Control", CACHING);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return switch (Query.read(request)) {
            case Malformed(var reason) ->
                    Problem.of(400, "invalid_request", "Query: " + reason.description() + ".")
                            .toResponse();
            case Parameters query when query.value("time").isPresent() ->
                    Problem.of(
                                    501,
                                    "history_not_kept",
                                    "Only what is revoked now can be asked for.")
                            .toResponse();
            case Parameters _ when !Accepts.type(request, TYPE) ->
                    Problem.of(406, "not_acceptable", "Status lists are served as " + TYPE + ".")
                            .toResponse();
            case Parameters _ ->
                    list(request)
                            .map(list -> answer(request, list))
                            .orElseGet(StatusListEndpoint::notFound);
        };
    }

    private Optional<PublishedList> list(HttpRequest request) {
        var text = request.pathParameter("list");
        return NUMBER.matcher(text).matches()
                ? lists.find(Integer.parseInt(text))
                : Optional.empty();
    }

    private static HttpResponse answer(HttpRequest request, PublishedList list) {
        boolean compressed = Accepts.coding(request, "gzip");
        var tag = compressed ? "\"" + list.tag() + ".gz\"" : "\"" + list.tag() + "\"";
        if (EntityTags.isKnown(request, tag)) {
            return labelled(HttpResponse.empty(304), tag);
        }
        return compressed
                ? labelled(HttpResponse.of(200, TYPE, list.gzipped()), tag)
                        .header("Content-Encoding", "gzip")
                : labelled(HttpResponse.of(200, TYPE, list.token()), tag);
    }

    private static HttpResponse labelled(HttpResponse answer, String tag) {
        return answer.header("Cache-Control", CACHING)
                .header("ETag", tag)
                .header("Vary", "Accept, Accept-Encoding");
    }

    private static HttpResponse notFound() {
        return Problem.of(404, "no_such_list", "There is no status list of this number.")
                .toResponse();
    }
}
