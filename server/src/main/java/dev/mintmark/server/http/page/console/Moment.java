package dev.mintmark.server.http.page.console;

/// A time, for people.
///
/// @param exact as machines write it
/// @param full with day, time and zone
/// @param near how long ago, or in how long
public record Moment(String exact, String full, String near) {
    public static final Moment NEVER = new Moment("", "", "never");

    public boolean isKnown() {
        return !exact.isEmpty();
    }
}
