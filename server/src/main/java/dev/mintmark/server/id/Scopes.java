package dev.mintmark.server.id;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// A set of scope tokens in the order they were given; on the wire, joined by single spaces (RFC
/// 6749 section 3.3).
public record Scopes(SequencedSet<String> names) {
    public static final Scopes NONE = new Scopes(new LinkedHashSet<>());

    public Scopes {
        names = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(names));
        if (!names.stream().allMatch(Scopes::isToken)) {
            throw new IllegalArgumentException("not a scope");
        }
    }

    public static Scopes of(Collection<String> names) {
        return new Scopes(new LinkedHashSet<>(names));
    }

    /// Reads a `scope` parameter; empty when it is not one.
    public static Optional<Scopes> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(NONE);
        }
        var names = new LinkedHashSet<String>();
        for (String name : text.split(" ", -1)) {
            if (!isToken(name)) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(new Scopes(names));
    }

    public static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c ->
                                c == 0x21 || (c >= 0x23 && c <= 0x5B) || (c >= 0x5D && c <= 0x7E));
    }

    public boolean contains(Scopes others) {
        return names.containsAll(others.names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(" ", names);
    }
}
