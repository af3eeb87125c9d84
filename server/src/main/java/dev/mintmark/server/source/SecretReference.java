package dev.mintmark.server.source;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a secret is that is not in the settings themselves.
public sealed interface SecretReference {
    String HELPER = "exec:";
    String VAULT = "vault:";

    /// What a program prints.
    ///
    /// @param command the program and its arguments. No shell ever sees them
    record Helper(List<String> command) implements SecretReference {
        public Helper {
            command = List.copyOf(command);
            if (command.isEmpty() || command.getFirst().isBlank()) {
                throw new IllegalArgumentException("must name a program after " + HELPER);
            }
        }

        /// Arguments may say where secrets are; nobody else has to know.
        @Override
        public String toString() {
            return "Helper[***]";
        }
    }

    /// A field of a secret in a key/value engine of version 2.
    ///
    /// @param path as its HTTP API has it, behind `/v1/`: mount, `data`, name
    record InVault(String path, String field) implements SecretReference {
        private static final Pattern PATH =
                Pattern.compile("[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/data(?:/[A-Za-z0-9_.-]+)+");

        public InVault {
            if (!PATH.matcher(path).matches() || path.contains("..") || field.isBlank()) {
                throw new IllegalArgumentException(
                        "must be vault: and the path of a secret as the API has it, # and the name"
                                + " of a field, as in vault:secret/data/mintmark#master-key");
            }
        }
    }

    /// Reads a reference; empty for any other text, which is then the secret itself.
    ///
    /// @throws IllegalArgumentException for a reference that makes no sense, without quoting it
    static Optional<SecretReference> of(String text) {
        if (text.startsWith(HELPER)) {
            return Optional.of(new Helper(words(text.substring(HELPER.length()).strip())));
        }
        if (text.startsWith(VAULT)) {
            var parts = text.substring(VAULT.length()).strip().split("#", 2);
            return Optional.of(new InVault(parts[0], parts.length == 2 ? parts[1] : ""));
        }
        return Optional.empty();
    }

    /// Words between blanks, or a JSON array where an argument has blanks of its own. Quotation
    /// marks would mean something to a shell, and there is none here.
    private static List<String> words(String text) {
        if (text.startsWith("[")) {
            return array(text);
        }
        if (text.contains("\"") || text.contains("'")) {
            throw new IllegalArgumentException(
                    "has quotation marks, which no shell would take away; write the program and its"
                            + " arguments as a JSON array: exec:[\"program\", \"an argument\"]");
        }
        return List.of(text.split("\\s+"));
    }

    private static List<String> array(String text) {
        try {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (JsonReader.read(utf8, JsonLimits.CLAIMS) instanceof JsonArray(var items)) {
                var words = new ArrayList<String>();
                for (var item : items) {
                    if (!(item instanceof JsonString(var word))) {
                        throw notAnArray();
                    }
                    words.add(word);
                }
                return words;
            }
        } catch (MalformedJson e) {
            throw notAnArray();
        }
        throw notAnArray();
    }

    private static IllegalArgumentException notAnArray() {
        return new IllegalArgumentException(
                "must be a JSON array of strings after exec:, or words without brackets");
    }
}
