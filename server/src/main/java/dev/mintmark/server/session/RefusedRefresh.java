package dev.mintmark.server.session;

/// Why a refresh token was refused. For the operator: the client is told `invalid_grant` in every
/// case but one.
public enum RefusedRefresh {
    /// Not one of our tokens: mistyped, cut, or made up.
    GARBAGE("garbage"),
    /// Carries our tag, but no such family is known.
    UNKNOWN_FAMILY("unknown_family"),
    /// Carries our tag, but not the family's secret: somebody else can make tags.
    FORGED("forged"),
    /// Handed in by a client it was not issued to. The family lives on, or any client could end the
    /// sessions of another.
    FOREIGN_CLIENT("foreign_client"),
    ENDED("ended"),
    EXPIRED("expired"),
    /// Opened before a moment from which on only what is newer counts.
    CUT_OFF("cut_off"),
    USER_DISABLED("user_disabled"),
    /// Was replaced, and its replacement was used or the window is over: the family has ended.
    REUSED("reused"),
    /// Was replaced, and its replacement was used, while this request was under way: one of two
    /// that were sent at once, or one that its sender gave up. It is answered too late to be good
    /// for anything, and says nothing about thieves: the family lives on.
    OVERTAKEN("overtaken"),
    /// Newer than the newest token the database knows of; so the database is older than the token.
    AHEAD_OF_RECORD("ahead_of_record"),
    /// Asked for more than was granted: `invalid_scope`, and the token stays good.
    SCOPE_NOT_GRANTED("scope_not_granted");

    private final String word;

    RefusedRefresh(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
