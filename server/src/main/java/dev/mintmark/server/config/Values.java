package dev.mintmark.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Reads one setting after the other. A bad one is noted and stands in with its default, so that
/// reading goes on and all problems come out together.
final class Values {
    private static final int LARGEST_SECRET = 4_096;

    private final Sources sources;
    private final Set<Setting> bad = EnumSet.noneOf(Setting.class);

    Values(Sources sources) {
        this.sources = sources;
    }

    List<String> problems() {
        return sources.problems();
    }

    /// Whether all of them were read well, so that comparing them makes sense.
    boolean areSound(Setting... settings) {
        return Set.of(settings).stream().noneMatch(bad::contains);
    }

    boolean isGiven(Setting setting) {
        return sources.find(setting).isPresent();
    }

    /// Whether it was given on the command line.
    boolean isFlag(Setting setting) {
        return label(setting).startsWith("--");
    }

    String label(Setting setting) {
        return sources.find(setting).map(Sources.Found::label).orElseGet(setting::key);
    }

    /// `read` explains what it cannot accept in the message of an [IllegalArgumentException].
    <T> T read(Setting setting, Function<String, T> read) {
        var found = sources.find(setting);
        if (found.isPresent()) {
            try {
                return read.apply(found.get().text().strip());
            } catch (IllegalArgumentException e) {
                problem(setting, "%s: %s".formatted(found.get().label(), e.getMessage()));
            }
        }
        return read.apply(setting.defaultText());
    }

    Duration duration(Setting setting, Bounds bounds) {
        return read(
                setting,
                text -> {
                    var duration =
                            DurationText.read(text)
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    ("'%s' is not a duration such as 30s,"
                                                                    + " 10m, 1h or 14d")
                                                            .formatted(text)));
                    if (!bounds.contain(duration)) {
                        throw new IllegalArgumentException(
                                "must be %s, not %s".formatted(bounds, text));
                    }
                    return duration;
                });
    }

    /// `check` refuses with the message of an [IllegalArgumentException], which must not quote.
    SecretSetting secret(Setting setting, Function<String, Secret> check) {
        var found = sources.findSecret(setting);
        if (found.isEmpty()) {
            return new SecretSetting.NotGiven();
        }
        try {
            return switch (found.get()) {
                case Sources.FoundSecret.Value(var value) ->
                        labelled(value.label(), value.text(), check);
                case Sources.FoundSecret.File(var path) ->
                        labelled(path.label(), contents(path), check);
                case Sources.FoundSecret.Twice(var value, var file) ->
                        throw new IllegalArgumentException(
                                "%s and %s are both set; keep one".formatted(value, file));
            };
        } catch (IllegalArgumentException e) {
            problem(setting, String.valueOf(e.getMessage()));
            return new SecretSetting.NotGiven();
        }
    }

    void problem(Setting setting, String text) {
        bad.add(setting);
        sources.problems().add(text);
    }

    private static SecretSetting labelled(
            String label, String text, Function<String, Secret> check) {
        try {
            return new SecretSetting.Given(check.apply(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s %s".formatted(label, e.getMessage()), e);
        }
    }

    /// The path is not quoted: people do put the secret itself where its file belongs.
    private static String contents(Sources.Found path) {
        try {
            var file = Path.of(path.text().strip());
            if (Files.size(file) > LARGEST_SECRET) {
                throw new IllegalArgumentException(path.label() + ": too large for a secret");
            }
            var text = Files.readString(file);
            if (text.isBlank()) {
                throw new IllegalArgumentException(path.label() + ": the file is empty");
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(path.label() + ": the file cannot be read", e);
        }
    }
}
