package dev.mintmark.server.http.page.console;

import dev.mintmark.server.http.page.Brand;

import java.util.List;

/// What surrounds every page of the console.
///
/// @param section of the one that is shown
/// @param keyName of the admin key that opened the console
/// @param sections those that the key is good for
/// @param done what was just done; empty when nothing was
public record Frame(
        Brand brand,
        Section section,
        String keyName,
        String csrfToken,
        List<Section> sections,
        String done) {
    public Frame {
        sections = List.copyOf(sections);
    }

    public boolean has(Section other) {
        return sections.contains(other);
    }
}
