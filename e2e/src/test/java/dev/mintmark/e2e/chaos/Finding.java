package dev.mintmark.e2e.chaos;

/// A promise that was broken.
///
/// @param call that shows it
record Finding(Kind kind, long call, String what) {
    enum Kind {
        /// A token that somebody had been given was unknown when it was first presented.
        SUCCESSOR_LOST("acknowledged successors lost"),
        /// A family has more than one token that goes on living.
        TWO_BRANCHES("families with two live branches"),
        /// Something was still granted after its end had been acknowledged.
        REVIVED("accepted after an acknowledged end"),
        /// Somebody who did nothing wrong, and nothing was done to, was turned away.
        LOGGED_OUT("good devices logged out"),
        /// An answer that makes no sense.
        STRANGE("strange answers");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return "call %d: %s (%s)".formatted(call, what, kind.words);
    }
}
