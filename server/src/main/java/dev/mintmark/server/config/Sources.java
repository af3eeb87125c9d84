package dev.mintmark.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The layers, strongest first, and the problems found while reading them.
record Sources(List<Layer> layers, List<String> problems) {
    /// A text, and how to name the place it came from.
    record Found(String text, String label) {}

    /// What was found for a secret: the text itself, or the path of a file that holds it.
    sealed interface FoundSecret {
        record Value(Found found) implements FoundSecret {}

        record File(Found path) implements FoundSecret {}

        record Twice(String label, String fileLabel) implements FoundSecret {}
    }

    static Sources of(Map<String, String> flags, Map<String, String> environment) {
        var problems = new ArrayList<String>();
        return new Sources(
                List.of(Layer.flags(flags, problems), Layer.environment(environment, problems)),
                problems);
    }

    static Sources of(Map<String, String> flags, Map<String, String> environment, Path file) {
        var above = of(flags, environment);
        var layers = new ArrayList<>(above.layers);
        var values = YamlFile.read(file, above.problems);
        layers.add(Layer.file(values, String.valueOf(file.getFileName()), above.problems));
        return new Sources(List.copyOf(layers), above.problems);
    }

    Optional<Found> find(Setting setting) {
        return layers.stream().flatMap(l -> in(l, setting.key()).stream()).findFirst();
    }

    /// A stronger layer replaces both forms of a weaker one: a flag with a file name overrides a
    /// value in the environment. Within one layer only one form may be there, for nobody could say
    /// which was meant.
    Optional<FoundSecret> findSecret(Setting setting) {
        for (var layer : layers) {
            var value = in(layer, setting.key());
            var file = in(layer, setting.fileKey());
            if (value.isPresent() && file.isPresent()) {
                return Optional.of(new FoundSecret.Twice(value.get().label(), file.get().label()));
            }
            if (value.isPresent()) {
                return value.map(FoundSecret.Value::new);
            }
            if (file.isPresent()) {
                return file.map(FoundSecret.File::new);
            }
        }
        return Optional.empty();
    }

    /// An empty value has been reported already and counts as absent.
    private static Optional<Found> in(Layer layer, String key) {
        return Optional.ofNullable(layer.values().get(key))
                .filter(text -> !text.isBlank())
                .map(text -> new Found(text, layer.label().apply(key)));
    }
}
