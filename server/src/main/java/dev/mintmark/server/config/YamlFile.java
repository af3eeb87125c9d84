package dev.mintmark.server.config;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads `mintmark.yaml`: one flat mapping of texts, where a list stands for its members joined by
/// commas. Every scalar stays the text that was written, so `port: 0123` is no octal surprise;
/// there are no types, aliases or duplicate keys. The parser's own messages quote the file, and the
/// file may hold secrets, so only the place of an error is passed on.
final class YamlFile {
    private static final int LARGEST = 64 * 1024;

    private static final LoadSettings STRICT =
            LoadSettings.builder()
                    .setSchema(new FailsafeSchema())
                    // The schema of texts has no idea what an empty file means.
                    .setTagConstructors(Map.of(Tag.NULL, node -> Map.of()))
                    .setAllowDuplicateKeys(false)
                    .setAllowRecursiveKeys(false)
                    .setAllowNonScalarKeys(false)
                    .setMaxAliasesForCollections(0)
                    .setCodePointLimit(LARGEST)
                    .build();

    private YamlFile() {}

    static Map<String, String> read(Path file, List<String> problems) {
        try {
            if (Files.size(file) > LARGEST) {
                problems.add("%s is larger than %d KiB".formatted(file, LARGEST / 1024));
                return Map.of();
            }
            var text = Files.readString(file, StandardCharsets.UTF_8);
            return flat(file, new Load(STRICT).loadFromString(text), problems);
        } catch (NoSuchFileException e) {
            problems.add("%s does not exist".formatted(file));
        } catch (CharacterCodingException e) {
            problems.add("%s is not UTF-8".formatted(file));
        } catch (IOException e) {
            problems.add("%s cannot be read".formatted(file));
        } catch (YamlEngineException e) {
            problems.add("%s is not valid YAML%s".formatted(file, place(e)));
        }
        return Map.of();
    }

    private static String place(YamlEngineException failure) {
        return failure instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(m ->
                                " (line %d, column %d)"
                                        .formatted(m.getLine() + 1, m.getColumn() + 1))
                        .orElse("")
                : "";
    }

    private static Map<String, String> flat(
            Path file, @Nullable Object document, List<String> problems) {
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> mapping)) {
            problems.add("%s must be a mapping of settings".formatted(file));
            return Map.of();
        }
        var values = new HashMap<String, String>();
        mapping.forEach((key, value) -> {
            switch (value) {
                case String text -> values.put(String.valueOf(key), text);
                case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                        values.put(String.valueOf(key), joined(list));
                case null, default ->
                        problems.add(
                                "%s: %s must be a text or a list of texts".formatted(file, key));
            }
        });
        return values;
    }

    private static String joined(List<?> texts) {
        return texts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
