package dev.mintmark.server.client;

import java.util.Optional;

/// The grants a client can be registered for, under their OAuth names.
public enum GrantType {
    REFRESH_TOKEN("refresh_token"),
    CLIENT_CREDENTIALS("client_credentials");

    private final String word;

    GrantType(String word) {
        this.word = word;
    }

    /// `grant_type` on the wire.
    public String word() {
        return word;
    }

    public static Optional<GrantType> of(String word) {
        for (var type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
