package dev.mintmark.server.audit.index;

import dev.mintmark.server.audit.Facts;

import java.util.Optional;

/// What records are looked for by.
enum Facet {
    USER(1),
    CLIENT(2),
    SESSION(3),
    KIND(4);

    private final int number;

    Facet(int number) {
        this.number = number;
    }

    /// The number used in the database.
    int number() {
        return number;
    }

    Optional<String> of(Facts facts) {
        return switch (this) {
            case USER -> facts.user();
            case CLIENT -> facts.client();
            case SESSION -> facts.session();
            case KIND -> Optional.of(facts.kind().word());
        };
    }
}
