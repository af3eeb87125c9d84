package dev.mintmark.cli.admin;

import java.util.List;

/// What came of a request to the authority, wherever on the way it ended.
public sealed interface Answer {
    /// Done; the document is empty when the authority had nothing to add.
    record Fulfilled(Document document) implements Answer {}

    /// The authority said no, or that it could not.
    record Refused(String why) implements Answer {}

    /// Nobody there, or somebody else.
    record Unreachable(String why) implements Answer {}

    /// It never went out, because what was said about the authority makes no sense.
    record Misused(String why) implements Answer {}

    /// It never went out, because the settings that apply here cannot be used.
    record Unusable(List<String> problems) implements Answer {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
