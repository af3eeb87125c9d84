package dev.mintmark.adapter.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with properties.
final class Problems {

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    void require(boolean held, String sentence) {
        if (!held) {
            sentences.add(sentence);
        }
    }

    /// What a part objects to is put down to a property; its messages are sentences that quote
    /// nothing. One per property will do.
    void check(String property, Runnable making) {
        if (named.contains(property)) {
            return;
        }
        try {
            making.run();
        } catch (IllegalArgumentException e) {
            named.add(property);
            sentences.add(property + ": " + e.getMessage() + ".");
        }
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new InvalidProperties(sentences);
        }
    }
}
