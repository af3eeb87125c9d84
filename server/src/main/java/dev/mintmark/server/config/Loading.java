package dev.mintmark.server.config;

import java.util.List;

/// What came of reading the settings. Neither problems nor warnings ever quote a secret.
public sealed interface Loading {
    record Loaded(Settings settings, List<String> warnings) implements Loading {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    record Invalid(List<String> problems) implements Loading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
