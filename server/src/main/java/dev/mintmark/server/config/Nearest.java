package dev.mintmark.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// What somebody probably meant: the closest known name, when it is close at all.
final class Nearest {
    private Nearest() {}

    static Optional<String> to(String typed, Collection<String> known) {
        int reach = Math.max(2, typed.length() / 4);
        return known.stream()
                .filter(name -> distance(typed, name) <= reach)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /// Insertions, deletions and replacements, one row of the table at a time.
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
