package dev.mintmark.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The claims of a good token as JSON text, and what to put in their place. Texts and a list, not
/// values and a map, so that nothing is too broken to be said.
final class ClaimsText {

    private static final int DEEPEST = 20;
    private static final int MOST_ITEMS = 40;

    private static final String[] NAMES = {
        "iss",
        "sub",
        "aud",
        "client_id",
        "jti",
        "iat",
        "exp",
        "nbf",
        "scope",
        "sid",
        "status",
        "cnf",
        "nonce",
        "events",
        "act",
        "auth_time",
        "roles",
        "status_list",
        "uri",
        "idx",
        "jkt"
    };

    private static final String[] NUMBERS = {
        "0",
        "-0",
        "-1",
        "1",
        "1800000000",
        "1800000029",
        "1800000030",
        "1800000060",
        "1800000061",
        "1799913600",
        "1799999970",
        "1.8e9",
        "18e8",
        "1800000600.5",
        "1800000599.9999999999",
        "253402300799",
        "253402300800",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "1E-400",
        "1e999999999",
        "1e-999999999",
        "0e999999999",
        "1e2147483648",
        "4.9e-324",
        "1800000600e0",
        "180000060000000000000e-11"
    };

    private static final String[] STRINGS = {
        "https://id.example.com",
        "https://id.example.com/",
        "orders-api",
        "",
        " ",
        "read write",
        "read  write",
        "alice",
        "\\u0000",
        "\\ud800",
        "\\udc00\\ud800",
        "\\ud83d\\ude00",
        "\\u0061"
    };

    private record Member(String name, String value) {}

    private final List<Member> members = new ArrayList<>();

    ClaimsText() {
        put("iss", "\"https://id.example.com\"");
        put("sub", "\"alice\"");
        put("aud", "\"orders-api\"");
        put("client_id", "\"web\"");
        put("jti", "\"token-1\"");
        put("iat", "1800000000");
        put("exp", "1800000600");
    }

    void edit(Choices input) {
        String name = input.below(8) == 7 ? input.text() : input.of(NAMES);
        int kind = input.below(10);
        if (kind == 0) {
            members.removeIf(member -> member.name().equals(name));
            return;
        }
        if (kind > 1) {
            members.removeIf(member -> member.name().equals(name));
        }
        put(name, value(input, 0));
    }

    private void put(String name, String value) {
        members.add(new Member(name, value));
    }

    private static String value(Choices input, int depth) {
        int kind = input.below(depth < DEEPEST ? 9 : 7);
        return switch (kind) {
            case 0 -> input.of(NUMBERS);
            case 1 -> Long.toString(input.number());
            case 2 -> Double.toString(Double.longBitsToDouble(input.number()));
            case 3 -> '"' + input.of(STRINGS) + '"';
            case 4 -> '"' + input.text() + '"';
            case 5 -> input.of("true", "false", "null", "[]", "{}");
            case 6 -> input.text();
            case 7 -> array(input, depth + 1);
            default -> object(input, depth + 1);
        };
    }

    private static String array(Choices input, int depth) {
        var items = new ArrayList<String>();
        for (int count = input.below(MOST_ITEMS); count > 0 && !input.isOver(); count--) {
            items.add(value(input, depth));
        }
        return '[' + String.join(",", items) + ']';
    }

    private static String object(Choices input, int depth) {
        var items = new ArrayList<String>();
        for (int count = input.below(7); count > 0 && !input.isOver(); count--) {
            items.add('"' + input.of(NAMES) + "\":" + value(input, depth));
        }
        return '{' + String.join(",", items) + '}';
    }

    @Override
    public String toString() {
        return members.stream()
                .map(member -> '"' + member.name() + "\":" + member.value())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
