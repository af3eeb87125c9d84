package dev.mintmark.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A whole answer, for an adapter to send as it is.
///
/// @param headers in their order; a name can be there twice, and both lines have to be sent
/// @param body UTF-8; an adapter leaves it out for `HEAD`, as for any answer
public record Answer(int status, List<Header> headers, byte[] body) {

    public Answer {
        headers = List.copyOf(headers);
    }

    /// One line.
    public record Header(String name, String value) {}

    /// With one line more.
    Answer with(Header added) {
        var more = new ArrayList<>(headers);
        more.add(added);
        return new Answer(status, more, body);
    }

    /// The value of the first line of this name.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
