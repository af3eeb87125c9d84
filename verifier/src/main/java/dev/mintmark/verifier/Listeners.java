package dev.mintmark.verifier;

/// Telling listeners, whose failures are their own.
final class Listeners {

    static final VerdictListener NONE = verdict -> {};

    private Listeners() {}

    static VerdictListener both(VerdictListener one, VerdictListener other) {
        if (one.equals(NONE)) {
            return other;
        }
        return other.equals(NONE)
                ? one
                : verdict -> {
                    tell(one, verdict);
                    tell(other, verdict);
                };
    }

    static void tell(VerdictListener listener, Verdict verdict) {
        try {
            listener.judged(verdict);
        } catch (RuntimeException broken) {
            // The verdict stands, whoever fails to take note of it.
        }
    }
}
