package dev.mintmark.server.log;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The pairs of one line, checked: every name is written by us, once, and never one of the line's
/// own.
record Fields(List<Field> all) {
    static final Fields NONE = new Fields(List.of());

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> RESERVED =
            Set.of("time", "level", "logger", "message", "error", "stack");

    record Field(String name, @Nullable Object value) {}

    Fields {
        all = List.copyOf(all);
    }

    static Fields of(@Nullable Object... pairs) {
        if (pairs.length == 0) {
            return NONE;
        }
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("a log line takes pairs of name and value");
        }
        var fields = new ArrayList<Field>(pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            if (!(pairs[i] instanceof String name)
                    || !NAME.matcher(name).matches()
                    || RESERVED.contains(name)
                    || fields.stream().anyMatch(f -> f.name().equals(name))) {
                throw new IllegalArgumentException(
                        "field %d needs a snake_case name of its own".formatted(i / 2 + 1));
            }
            fields.add(new Field(name, pairs[i + 1]));
        }
        return new Fields(fields);
    }
}
