package dev.mintmark.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Rows in columns that are as wide as their widest cell. Nothing is cut: what is printed can be
/// copied.
public final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    public Table(String... headings) {
        widths = new int[headings.length];
        row(headings);
    }

    public void row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("a row of " + cells.length + " in " + widths.length);
        }
        var row = new ArrayList<String>(cells.length);
        for (int column = 0; column < cells.length; column++) {
            var cell = cells[column].isEmpty() ? NOTHING : Printable.of(cells[column]);
            widths[column] = Math.max(widths[column], width(cell));
            row.add(cell);
        }
        rows.add(row);
    }

    public void print(PrintStream out) {
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                line.append(cell).repeat(' ', widths[column] - width(cell)).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
