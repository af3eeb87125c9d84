package dev.mintmark.testkit;

/// What an issuer's server can be told to get wrong, at every address, until it recovers.
public enum Fault {
    /// Takes connections and closes them without a word.
    DOWN,
    /// Answers 500.
    SERVER_ERROR,
    /// Answers 200 and an endless text.
    HUGE,
    /// Answers 200 and a text that is no JSON.
    NOT_JSON,
    /// Publishes a key set without keys; all else is well.
    NO_KEYS
}
