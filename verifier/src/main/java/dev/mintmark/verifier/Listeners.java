package dev.mintmark.verifier;

/// Telling listeners, whose failures are their own.
final class Listeners {

    static final VerdictListener NONE = verdict -> {};

    private Listeners() {}

    static VerdictListener both(VerdictListener one, VerdictListener other) {
        if (one.equals(NONE)) {
            return other;
        }
        return other.equals(NONE) ? one : new Both(one, other);
    }

    private record Both(VerdictListener one, VerdictListener other) implements VerdictListener {

        @Override
        public void judged(Verdict verdict) {
            tell(one, verdict);
            tell(other, verdict);
        }

        @Override
        public void insufficient(Verdict.Refused verdict) {
            tellInsufficient(one, verdict);
            tellInsufficient(other, verdict);
        }
    }

    static void tell(VerdictListener listener, Verdict verdict) {
        try {
            listener.judged(verdict);
        } catch (RuntimeException broken) {
            // The verdict stands, whoever fails to take note of it.
        }
    }

    static void tellInsufficient(VerdictListener listener, Verdict.Refused verdict) {
        try {
            listener.insufficient(verdict);
        } catch (RuntimeException broken) {
            // As above.
        }
    }
}
