package dev.mintmark.e2e.chaos;

/// What came of asking, as the one who asked saw it.
enum Outcome {
    /// A token, or "active".
    GRANTED,
    /// It was done.
    DONE,
    /// A definite no, or "inactive".
    REFUSED,
    /// Come back later. It may have been done all the same.
    UNAVAILABLE,
    /// No answer, or the one who asked did not wait for it. It may have been done, or be done yet.
    LOST,
    /// Something that no authority should ever say.
    STRANGE;

    /// Whether whoever asked knows what became of it.
    boolean isDefinite() {
        return this == GRANTED || this == DONE || this == REFUSED;
    }
}
