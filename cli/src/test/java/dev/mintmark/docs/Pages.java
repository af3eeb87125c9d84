package dev.mintmark.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The clone as a reader of the documentation sees it.
public final class Pages {
    public static final Path ROOT = root();

    private static final Set<String> SKIPPED = Set.of("target", ".git", "mintmark-data");

    private Pages() {}

    public static String read(String path) {
        return read(ROOT.resolve(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files whose name ends like this, except what the build and git made.
    static List<Path> files(String ending) {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(Pages::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (var name : ROOT.relativize(file)) {
            if (SKIPPED.contains(name.toString())) {
                return false;
            }
        }
        return true;
    }

    /// What the first group of an expression finds in a text.
    static Set<String> found(String expression, String text) {
        return Pattern.compile(expression, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(hit -> hit.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<MatchResult> hits(String expression, String text) {
        return Pattern.compile(expression, Pattern.MULTILINE).matcher(text).results().toList();
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests run outside the clone");
        }
        return folder;
    }
}
