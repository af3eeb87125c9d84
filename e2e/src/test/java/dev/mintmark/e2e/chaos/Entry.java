package dev.mintmark.e2e.chaos;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A line of a history. Times are milliseconds since its beginning; a text that is not there is
/// empty. Tokens appear only as fingerprints.
sealed interface Entry {
    long at();

    /// Written before the first byte was sent.
    ///
    /// @param call which the answer will name
    /// @param credential number of the password that is used, or that is set
    record Asked(
            long call,
            long at,
            Act act,
            String who,
            String person,
            int credential,
            String session,
            String token,
            int node)
            implements Entry {}

    /// Written after the last byte was read.
    ///
    /// @param session that a token is of
    /// @param token that was handed out
    /// @param detail for people who read
    record Answered(
            long call, long at, Outcome outcome, String session, String token, String detail)
            implements Entry {}

    /// For people who read: what was killed, what was started.
    record Noted(long at, String text) implements Entry {}

    default String line() {
        return switch (this) {
            case Asked a ->
                    joined(
                            "asked",
                            a.call,
                            a.at,
                            a.act,
                            a.who,
                            a.person,
                            a.credential,
                            a.session,
                            a.token,
                            a.node);
            case Answered a ->
                    joined("answered", a.call, a.at, a.outcome, a.session, a.token, a.detail);
            case Noted n -> joined("noted", n.at, n.text);
        };
    }

    static Entry parse(String line) {
        var parts = List.of(line.split("\t", -1));
        return switch (parts.getFirst()) {
            case "asked" ->
                    new Asked(
                            Long.parseLong(parts.get(1)),
                            Long.parseLong(parts.get(2)),
                            Act.valueOf(parts.get(3)),
                            parts.get(4),
                            parts.get(5),
                            Integer.parseInt(parts.get(6)),
                            parts.get(7),
                            parts.get(8),
                            Integer.parseInt(parts.get(9)));
            case "answered" ->
                    new Answered(
                            Long.parseLong(parts.get(1)),
                            Long.parseLong(parts.get(2)),
                            Outcome.valueOf(parts.get(3)),
                            parts.get(4),
                            parts.get(5),
                            parts.get(6));
            case "noted" -> new Noted(Long.parseLong(parts.get(1)), parts.get(2));
            default -> throw new IllegalArgumentException("not a line of a history: " + line);
        };
    }

    private static String joined(Object... parts) {
        return Stream.of(parts)
                .map(part -> part.toString().replace('\t', ' ').replace('\n', ' '))
                .collect(Collectors.joining("\t"));
    }
}
