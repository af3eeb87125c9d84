package dev.mintmark.cli.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// One thing, a line for each of its properties, the names in a column of their own.
public final class Sheet {
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final String indent;

    public Sheet() {
        this("");
    }

    public Sheet(String indent) {
        this.indent = indent;
    }

    /// Leaves out what has no value.
    public Sheet line(String name, String value) {
        if (!value.isEmpty()) {
            lines.put(Printable.of(name), Printable.of(value));
        }
        return this;
    }

    public void print(PrintStream out) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, value) ->
                out.println(indent + name + " ".repeat(width - name.length() + 2) + value));
    }
}
