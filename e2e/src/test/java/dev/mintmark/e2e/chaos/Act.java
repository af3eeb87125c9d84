package dev.mintmark.e2e.chaos;

/// What somebody asks a node for.
enum Act {
    SIGN_IN,
    /// A good device presents its newest token.
    REFRESH,
    /// A thief presents a token whose successor has been used.
    REPLAY,
    /// Somebody presents a token of a session that is known to be over.
    GHOST,
    /// A session is ended with its refresh token.
    LOGOUT,
    /// An administrator ends a session.
    END_SESSION,
    /// An administrator ends all sessions of a person.
    END_ALL,
    /// A person gets another password, which ends all their sessions.
    PASSWORD,
    /// A person is disabled, which ends all their sessions.
    DISABLE,
    /// A service introspects an access token.
    LOOK;

    boolean endsOneSession() {
        return this == LOGOUT || this == END_SESSION || this == REPLAY;
    }

    boolean endsAllOfAPerson() {
        return this == END_ALL || this == PASSWORD || this == DISABLE;
    }
}
