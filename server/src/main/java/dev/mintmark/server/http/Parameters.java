package dev.mintmark.server.http;

import dev.mintmark.server.http.Malformed.Reason;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decoded parameters. An empty value counts as absent (RFC 6749 §3.1); each name has one value,
/// except those that were declared repeatable.
public final class Parameters implements Reading {
    private static final int MOST = 64;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// The value, or the first of several.
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Set<String> names() {
        return values.keySet();
    }

    /// An empty value still counts as an occurrence: who sends a name twice is refused either way,
    /// or two readers of one message could disagree about what it said.
    static Reading read(String encoded, Set<String> repeatable) {
        var values = new LinkedHashMap<String, List<String>>();
        var seen = new HashSet<String>();
        int count = 0;
        for (var pair : encoded.split("&", MOST + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST) {
                return new Malformed(Reason.TOO_MANY_PARAMETERS);
            }
            int equals = pair.indexOf('=');
            var name = PercentDecoding.form(equals < 0 ? pair : pair.substring(0, equals));
            var value = PercentDecoding.form(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return new Malformed(Reason.BAD_ENCODING);
            }
            if (!seen.add(name.get()) && !repeatable.contains(name.get())) {
                return new Malformed(Reason.REPEATED_PARAMETER);
            }
            if (!value.get().isEmpty()) {
                values.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
            }
        }
        values.replaceAll((_, all) -> List.copyOf(all));
        return new Parameters(values);
    }

    /// Names only; values may be secrets.
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
