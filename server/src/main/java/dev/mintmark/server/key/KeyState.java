package dev.mintmark.server.key;

/// Where a signing key is in its life. Every state but the last two is published.
public enum KeyState {
    /// Published, not yet signing: caches get time to see it.
    ANNOUNCED("announced"),
    /// Signs; exactly one per slot.
    SIGNING("signing"),
    /// Published for the tokens it has signed; signs no more.
    RETIRING("retiring"),
    /// Its last token has expired; published no more.
    GONE("gone"),
    /// Taken out at once, because somebody else may hold it.
    REVOKED("revoked");

    private final String word;

    KeyState(String word) {
        this.word = word;
    }

    /// The word used in the database and in answers.
    public String word() {
        return word;
    }

    public boolean isPublished() {
        return this == ANNOUNCED || this == SIGNING || this == RETIRING;
    }

    /// Whether a key in this state signs or is about to.
    boolean needsPrivateHalf() {
        return this == ANNOUNCED || this == SIGNING;
    }

    public static KeyState of(String word) {
        for (var state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no key state is called " + word);
    }
}
