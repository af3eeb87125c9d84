package dev.mintmark.server.http;

import java.nio.charset.StandardCharsets;

/// The little JSON errors need: one flat object of texts and numbers.
final class JsonObject {
    private final StringBuilder out = new StringBuilder("{");

    JsonObject field(String name, String value) {
        key(name);
        quote(value);
        return this;
    }

    JsonObject field(String name, long value) {
        key(name);
        out.append(value);
        return this;
    }

    byte[] toBytes() {
        return (out + "}").getBytes(StandardCharsets.UTF_8);
    }

    private void key(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(name);
        out.append(':');
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
