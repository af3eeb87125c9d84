package dev.mintmark.verifier.json;

import java.util.List;

public record JsonArray(List<JsonValue> items) implements JsonValue {

    public JsonArray {
        items = List.copyOf(items);
    }
}
