package dev.mintmark.verifier.json;

/// Any JSON value. Immutable.
public sealed interface JsonValue
        permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
