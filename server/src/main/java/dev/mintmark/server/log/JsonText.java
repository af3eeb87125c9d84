package dev.mintmark.server.log;

/// Writes JSON strings that are safe in a file, in a terminal and in whatever reads the file later.
///
/// JSON itself asks for less. Here every control and format character is escaped too: U+2028 ends a
/// line for some readers, U+009B starts a terminal's escape sequence, U+202E reverses what an
/// operator sees.
final class JsonText {
    private JsonText() {}

    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            append(out, point);
            i += Character.charCount(point);
        }
        out.append('"');
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isPlain(point)) {
                    out.appendCodePoint(point);
                } else {
                    for (char unit : Character.toChars(point)) {
                        out.append("\\u%04x".formatted((int) unit));
                    }
                }
            }
        }
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
