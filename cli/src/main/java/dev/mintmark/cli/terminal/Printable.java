package dev.mintmark.cli.terminal;

/// Text that came from elsewhere (a server, a token), made safe to show. Control characters could
/// move the cursor, recolour or retitle the terminal; direction marks could make a name read as
/// another.
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::steers)) {
            return text;
        }
        var safe = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        if (steers(point)) {
            safe.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
            safe.appendCodePoint(point);
        }
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
