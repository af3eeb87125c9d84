package dev.mintmark.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The headers of a message in the order they came. Names compare without case; repeated headers
/// are kept apart, because for some a second one is an attack.
public record Headers(List<Header> all) {
    static final Headers NONE = new Headers(List.of());

    public Headers {
        all = List.copyOf(all);
    }

    /// The first value of that name.
    public Optional<String> first(String name) {
        for (var header : all) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /// Every value of that name, one for each line of the message.
    public List<String> values(String name) {
        return all.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    Headers with(String name, String value) {
        var more = new ArrayList<>(all);
        more.add(new Header(name, value));
        return new Headers(more);
    }
}
