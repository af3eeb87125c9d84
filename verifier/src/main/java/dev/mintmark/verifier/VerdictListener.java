package dev.mintmark.verifier;

/// Hears every verdict, for metrics and alerts. Called on the thread that verifies, so it has to be
/// quick; what it throws is dropped, because watching must not change what is watched.
@FunctionalInterface
public interface VerdictListener {

    void judged(Verdict verdict);

    /// Hears that a token was not enough for one endpoint ([Verifier#require]). It was heard as
    /// trusted before, so whoever counts tokens must not count it again.
    default void insufficient(Verdict.Refused verdict) {}
}
