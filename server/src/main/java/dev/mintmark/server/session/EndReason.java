package dev.mintmark.server.session;

/// Why a family ended before its time.
public enum EndReason {
    /// Its client revoked it (RFC 7009).
    REVOKED("revoked"),
    /// Its owner signed out, there or from another device.
    SIGNED_OUT("signed_out"),
    /// Its browser signed in anew.
    REPLACED("replaced"),
    /// An administrator ended it.
    ENDED_BY_ADMIN("ended_by_admin"),
    /// A refresh token came back that had been replaced: two parties hold it.
    REUSE("reuse"),
    /// All that its holder had been issued until some moment was voided.
    CUT_OFF("cut_off"),
    /// Somebody reported that a token of it leaked.
    LEAKED("leaked"),
    PASSWORD_CHANGED("password_changed"),
    USER_DISABLED("user_disabled");

    private final String word;

    EndReason(String word) {
        this.word = word;
    }

    /// The word used in the database, in logs and in answers to administrators.
    public String word() {
        return word;
    }

    public static EndReason of(String word) {
        for (var reason : values()) {
            if (reason.word.equals(word)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no end reason is called " + word);
    }
}
