package dev.mintmark.verifier.json;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// An object whose members keep the order they were written in.
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    public JsonObject {
        members = Members.copyOf(members);
    }

    public @Nullable JsonValue member(String name) {
        return members.get(name);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// The member when it is there and is a string; to tell "absent" from "of another type", use
    /// [#member(String)].
    public Optional<String> string(String name) {
        return members.get(name) instanceof JsonString string
                ? Optional.of(string.value())
                : Optional.empty();
    }
}
