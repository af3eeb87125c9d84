package dev.mintmark.verifier.json;

public enum JsonNull implements JsonValue {
    NULL
}
