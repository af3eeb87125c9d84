package dev.mintmark.server.store.sql;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// Lists of strings in one column, as JSON arrays.
public final class Texts {
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 1, 10_000);

    private Texts() {}

    public static String write(Collection<String> texts) {
        var json = new JsonWriter().beginArray();
        texts.forEach(json::value);
        return json.endArray().toString();
    }

    /// What comes after all texts that begin so, as engines compare them: byte by byte in UTF-8.
    static String endOf(String prefix) {
        return prefix + LAST_CHARACTER;
    }

    public static List<String> read(String column) {
        if (column.equals("[]")) {
            return List.of();
        }
        try {
            var json = JsonReader.read(column.getBytes(StandardCharsets.UTF_8), LIMITS);
            if (json instanceof JsonArray(var items)) {
                return items.stream().map(JsonString.class::cast).map(JsonString::value).toList();
            }
            throw new IllegalStateException("a column holds no list");
        } catch (MalformedJson e) {
            throw new IllegalStateException("a column holds no list", e);
        }
    }
}
