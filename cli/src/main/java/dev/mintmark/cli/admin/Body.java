package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.verifier.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The body of a request. Only what was given is sent, so that the authority's own defaults stay in
/// force and a command line newer than the authority still works for what both know.
public final class Body {
    private final JsonWriter json = new JsonWriter().beginObject();

    public Body text(String name, @Nullable String value) {
        if (value != null) {
            json.field(name, value);
        }
        return this;
    }

    public Body secret(String name, Secret value) {
        json.field(name, value.reveal());
        return this;
    }

    public Body words(String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            json.field(name, values);
        }
        return this;
    }

    public Body flag(String name, boolean value) {
        if (value) {
            json.field(name, true);
        }
        return this;
    }

    Secret json() {
        return Secret.of(json.endObject().toString());
    }
}
