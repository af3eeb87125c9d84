package dev.mintmark.server.http.page.console;

import java.util.List;

/// An admin key to be made, as far as it was filled in.
///
/// @param days until it expires, as text; empty for never
/// @param problem why it was refused; empty at the first
public record AdminKeyForm(String name, String days, List<Choice> choices, String problem) {
    public AdminKeyForm {
        choices = List.copyOf(choices);
    }

    /// A scope that the key that makes it may give.
    public record Choice(String word, String about, boolean chosen) {}
}
