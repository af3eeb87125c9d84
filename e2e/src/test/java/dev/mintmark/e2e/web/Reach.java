package dev.mintmark.e2e.web;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a script could get hold of: everything in the pages that are shown here, down to the heap,
/// and everything in the answers that they got, but for `Set-Cookie`, which no script can read.
final class Reach {
    private static final String EVERYWHERE =
            """
            async () => {
                const all = {
                    "document.cookie": document.cookie,
                    "cookieStore": JSON.stringify(await cookieStore.getAll()),
                    "localStorage": JSON.stringify({ ...localStorage }),
                    "sessionStorage": JSON.stringify({ ...sessionStorage }),
                    "indexedDB": JSON.stringify(await indexedDB.databases()),
                    "caches": JSON.stringify(await caches.keys()),
                    "DOM": document.documentElement.outerHTML,
                    "form fields": [...document.querySelectorAll("input")].map((one) => one.value).join(),
                    "history": JSON.stringify([history.state, location.href, document.referrer, window.name]),
                    "timings": JSON.stringify(performance.getEntries()),
                };
                return all;
            }
            """;

    private final List<Response> answers = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    Reach(BrowserContext browser) {
        browser.onRequestFinished(request -> answers.add(request.response()));
    }

    /// Looks at the page as it is now, and at all answers since the last look.
    void look(Page page) {
        var where = page.url();
        @SuppressWarnings("unchecked")
        var places = (Map<String, String>) page.evaluate(EVERYWHERE);
        places.forEach((place, text) -> texts.put(place + " of " + where, text));
        texts.put("heap of " + where, heap(page));
        // More may come in meanwhile: to ask for one is to hear of others.
        while (!answers.isEmpty()) {
            var answer = answers.removeFirst();
            var name = answer.request().method() + " " + answer.url();
            texts.merge("headers of " + name, headers(answer), String::concat);
            // Those two have no body, and a redirect's is not kept.
            boolean empty = answer.status() == 204 || answer.status() / 100 == 3;
            texts.merge("answer of " + name, empty ? "" : answer.text(), String::concat);
        }
    }

    Map<String, String> texts() {
        return texts;
    }

    /// Every place that holds this.
    List<String> placesOf(String text) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getValue().contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String headers(Response answer) {
        var headers = new StringBuilder();
        for (var header : answer.headersArray()) {
            if (!header.name.toLowerCase(Locale.ROOT).equals("set-cookie")) {
                headers.append(header.name).append(": ").append(header.value).append('\n');
            }
        }
        return headers.toString();
    }

    private static String heap(Page page) {
        var developer = page.context().newCDPSession(page);
        var snapshot = new StringBuilder();
        developer.on(
                "HeapProfiler.addHeapSnapshotChunk",
                chunk -> snapshot.append(chunk.get("chunk").getAsString()));
        developer.send("HeapProfiler.enable");
        developer.send("HeapProfiler.takeHeapSnapshot", new JsonObject());
        developer.detach();
        return snapshot.toString();
    }
}
