package dev.mintmark.adapter.spring.autoconfigure;

import java.util.List;

/// The service cannot start: some properties are missing or make no sense. Names all of them at
/// once.
final class InvalidProperties extends RuntimeException {

    private final transient List<String> problems;

    InvalidProperties(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
