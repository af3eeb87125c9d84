package dev.mintmark.server.http.console;

import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Query;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What an address asks for, and how a list goes on.
record Asked(Map<String, String> values) {
    static Asked of(Visit visit) {
        if (!(Query.read(visit.request()) instanceof Parameters query)) {
            return new Asked(Map.of());
        }
        var values = new HashMap<String, String>();
        query.names().forEach(name -> values.put(name, query.value(name).orElse("")));
        return new Asked(values);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    static String next(String path, Map<String, String> filters, Doc answer) {
        if (answer.text("next").isEmpty()) {
            return "";
        }
        var query = new TreeMap<>(filters);
        query.put("after", answer.text("next"));
        return path + Desk.query(query);
    }
}
