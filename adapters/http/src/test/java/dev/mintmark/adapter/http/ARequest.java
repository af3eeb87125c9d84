package dev.mintmark.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The head of a request, as a value.
record ARequest(String method, String rawPath, Optional<String> rawQuery, List<Line> lines)
        implements RequestHead {

    record Line(String name, String value) {}

    static ARequest get(String path) {
        return new ARequest("GET", path, Optional.empty(), List.of());
    }

    /// With these values of `Authorization`, a line each.
    static ARequest authorized(String... values) {
        ARequest request = get("/orders");
        for (String value : values) {
            request = request.with("Authorization", value);
        }
        return request;
    }

    ARequest with(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new ARequest(method, rawPath, rawQuery, more);
    }

    ARequest query(String changed) {
        return new ARequest(method, rawPath, Optional.of(changed), lines);
    }

    @Override
    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }
}
