package dev.mintmark.verifier.json;

public record JsonBoolean(boolean value) implements JsonValue {

    static final JsonBoolean TRUE = new JsonBoolean(true);
    static final JsonBoolean FALSE = new JsonBoolean(false);
}
