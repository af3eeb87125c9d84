package dev.mintmark.verifier.json;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/// An immutable, insertion-ordered map for the members of one object.
///
/// Objects in tokens have about a dozen members. Up to [#FEW] they are found by walking an array,
/// which costs less memory and time than a hash table; beyond it an index keeps hostile input from
/// making every look-up a walk.
final class Members extends AbstractMap<String, JsonValue> {

    private static final int FEW = 24;

    private final String[] names;
    private final JsonValue[] values;
    private final @Nullable Map<String, Integer> index;

    private Members(Builder builder) {
        names = builder.names.toArray(String[]::new);
        values = builder.values.toArray(JsonValue[]::new);
        index = builder.index;
    }

    static Members copyOf(Map<String, JsonValue> source) {
        if (source instanceof Members already) {
            return already;
        }
        var builder = new Builder();
        source.forEach(builder::add);
        return builder.build();
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object name) {
        int at = name instanceof String string ? position(string) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String string && position(string) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    private int position(String name) {
        if (index != null) {
            return index.getOrDefault(name, -1);
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Set<Entry<String, JsonValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, JsonValue>> iterator() {
                return new Walk();
            }
        };
    }

    private final class Walk implements Iterator<Entry<String, JsonValue>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, JsonValue> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int at = next++;
            return Map.entry(names[at], values[at]);
        }
    }

    static final class Builder {

        private final List<String> names = new ArrayList<>(12);
        private final List<JsonValue> values = new ArrayList<>(12);
        private @Nullable Map<String, Integer> index;

        /// False when the name is taken.
        boolean add(String name, JsonValue value) {
            Objects.requireNonNull(value);
            if (index == null && names.size() == FEW) {
                index = new HashMap<>(FEW * 4);
                for (int i = 0; i < FEW; i++) {
                    index.put(names.get(i), i);
                }
            }
            boolean taken =
                    index != null
                            ? index.putIfAbsent(name, names.size()) != null
                            : names.contains(name);
            if (!taken) {
                names.add(name);
                values.add(value);
            }
            return !taken;
        }

        Members build() {
            return new Members(this);
        }
    }
}
