package dev.mintmark.server.config;

import dev.mintmark.server.source.Fetched;
import dev.mintmark.server.source.SecretReference;
import dev.mintmark.server.source.SecretSources;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// A secret somebody gave, or said where to ask for, or the fact that nobody did.
public sealed interface SecretSetting {
    /// @param file where it can be read again; empty for a value, which stays as it is
    record Given(String label, Secret secret, Optional<Path> file, Function<String, Secret> check)
            implements SecretSetting {

        /// As it is now.
        public Secret again() {
            return file.map(path -> check.apply(SecretFile.read(label, path))).orElse(secret);
        }

        @Override
        public String toString() {
            return "Given[" + label + ", ***]";
        }
    }

    /// Asked for when it is needed: asking may take a while and leave traces elsewhere.
    ///
    /// @param label of the setting, to begin sentences with
    /// @param check refuses with the message of an [IllegalArgumentException], which quotes nothing
    record Elsewhere(String label, SecretReference reference, Function<String, Secret> check)
            implements SecretSetting {}

    record NotGiven() implements SecretSetting {}

    /// The secret as it is now, wherever it is; empty when nobody gave one.
    ///
    /// @throws SecretNotThere with a sentence for the operator
    default Optional<Secret> fetch(SecretSources sources) {
        return switch (this) {
            case NotGiven() -> Optional.empty();
            case Given given -> {
                try {
                    yield Optional.of(given.again());
                } catch (IllegalArgumentException e) {
                    throw new SecretNotThere(sentence(given.label(), e));
                }
            }
            case Elsewhere(var label, var reference, var check) ->
                    switch (sources.fetch(reference)) {
                        case Fetched.Failed(var why) ->
                                throw new SecretNotThere("%s: %s.".formatted(label, why));
                        case Fetched.Got(var text) -> {
                            try {
                                yield Optional.of(check.apply(text));
                            } catch (IllegalArgumentException e) {
                                throw new SecretNotThere(
                                        sentence(label + ", as it was fetched,", e));
                            }
                        }
                    };
        };
    }

    private static String sentence(String label, IllegalArgumentException problem) {
        var text = String.valueOf(problem.getMessage());
        return (text.startsWith(label) ? text : label + " " + text) + ".";
    }
}
