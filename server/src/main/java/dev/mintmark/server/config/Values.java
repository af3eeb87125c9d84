package dev.mintmark.server.config;

import dev.mintmark.server.source.SecretReference;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads one setting after the other. A bad one is noted and stands in with its default, so that
/// reading goes on and all problems come out together.
final class Values {
    /// In the address of a database: before the host, or as a parameter.
    private static final Pattern PASSWORD =
            Pattern.compile("(://[^:/@]*:|[?&](?:ssl)?password=)[^@&]*", Pattern.CASE_INSENSITIVE);

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

    /// Every setting as it was given, or its default. A secret is never among it, nor the password
    /// that an address may hold.
    List<InForce> inForce() {
        return Arrays.stream(Setting.values()).map(this::inForce).toList();
    }

    private InForce inForce(Setting setting) {
        if (setting.isSecret()) {
            return sources.findSecret(setting)
                    .map(found ->
                            switch (found) {
                                case Sources.FoundSecret.Value(var value) ->
                                        new InForce(setting, "***", value.label());
                                case Sources.FoundSecret.File(var path) ->
                                        new InForce(setting, "***", path.label());
                                case Sources.FoundSecret.Twice(var label, _) ->
                                        new InForce(setting, "***", label);
                            })
                    .orElseGet(() -> new InForce(setting, "", ""));
        }
        return sources.find(setting)
                .map(found ->
                        new InForce(
                                setting,
                                PASSWORD.matcher(found.text().strip()).replaceAll("$1***"),
                                found.label()))
                .orElseGet(() -> new InForce(setting, setting.defaultText(), ""));
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
                case Sources.FoundSecret.Value(var value) -> value(value, check);
                case Sources.FoundSecret.File(var path) -> inFile(path, check);
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

    /// The secret itself, or where to ask for it.
    private static SecretSetting value(Sources.Found found, Function<String, Secret> check) {
        var text = found.text().strip();
        var label = found.label();
        return labelled(label, () -> SecretReference.of(text))
                .<SecretSetting>map(
                        reference -> new SecretSetting.Elsewhere(label, reference, check))
                .orElseGet(() ->
                        new SecretSetting.Given(
                                label,
                                labelled(label, () -> check.apply(text)),
                                Optional.empty(),
                                check));
    }

    private static SecretSetting inFile(Sources.Found found, Function<String, Secret> check) {
        var label = found.label();
        try {
            var file = Path.of(found.text().strip());
            var text = SecretFile.read(label, file);
            return new SecretSetting.Given(
                    label, labelled(label, () -> check.apply(text)), Optional.of(file), check);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(label + ": the file cannot be read", e);
        }
    }

    private static <T> T labelled(String label, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s %s".formatted(label, e.getMessage()), e);
        }
    }
}
