package dev.mintmark.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a record says, read from the text that [Script] wrote.
///
/// @param actor who acted: `user:…`, `client:…`, `admin_key:…`, `command_line`, `schedule`,
///   `authority`, or `nobody` who proved who they are
/// @param address where it was asked for; `self` for what nobody asked for
/// @param details whatever else there is to say; a value is a string, a whole number or a flag
public record Facts(
        Kind kind,
        String actor,
        String address,
        Optional<String> user,
        Optional<String> client,
        Optional<String> session,
        Optional<String> reason,
        Map<String, Object> details) {
    public Facts {
        details = Map.copyOf(details);
    }

    /// Empty for what no version of this program wrote.
    public static Optional<Facts> read(String text) {
        var lines = text.split("\n", -1);
        var head = lines[0];
        if (head.isEmpty() || head.charAt(0) != Script.FORMAT) {
            return Optional.empty();
        }
        return Kind.of(head.substring(1)).flatMap(kind -> read(kind, lines));
    }

    private static Optional<Facts> read(Kind kind, String[] lines) {
        var said = new LinkedHashMap<Character, String>();
        var details = new LinkedHashMap<String, Object>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isEmpty() || !take(lines[i], said, details)) {
                return Optional.empty();
            }
        }
        var user = Optional.ofNullable(said.get(Script.USER));
        var client = Optional.ofNullable(said.get(Script.CLIENT));
        var actor = said.get(Script.ACTOR);
        var address = said.get(Script.ADDRESS);
        if (actor == null || address == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Facts(
                        kind,
                        actor(actor, user, client),
                        address,
                        user,
                        client,
                        Optional.ofNullable(said.get(Script.SESSION)),
                        Optional.ofNullable(said.get(Script.REASON)),
                        details));
    }

    private static boolean take(
            String line, Map<Character, String> said, Map<String, Object> details) {
        char about = line.charAt(0);
        var value = line.substring(1);
        return switch (about) {
            case Script.ACTOR,
                    Script.ADDRESS,
                    Script.USER,
                    Script.CLIENT,
                    Script.SESSION,
                    Script.REASON ->
                    said.put(about, value) == null;
            case Script.TEXT, Script.NUMBER, Script.FLAG -> detail(about, value, details);
            default -> false;
        };
    }

    private static boolean detail(char about, String line, Map<String, Object> details) {
        int mark = line.indexOf('=');
        if (mark < 1) {
            return false;
        }
        var name = line.substring(0, mark);
        var value = line.substring(mark + 1);
        try {
            Object read =
                    switch (about) {
                        case Script.NUMBER -> Long.parseLong(value);
                        case Script.FLAG -> Boolean.parseBoolean(value);
                        default -> value;
                    };
            return details.put(name, read) == null;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static String actor(String text, Optional<String> user, Optional<String> client) {
        return switch (text) {
            case Script.THE_USER -> user.map(id -> "user:" + id).orElse("nobody");
            case Script.THE_CLIENT -> client.map(id -> "client:" + id).orElse("nobody");
            case Script.NOBODY -> "nobody";
            case Script.AUTHORITY -> "authority";
            default -> text;
        };
    }
}
