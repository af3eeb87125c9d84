package dev.mintmark.server.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What there are alerts for.
public enum AlertKind {
    /// A service refuses many more tokens than it is used to.
    INVALID_TOKENS("invalid_tokens", Severity.HIGH, Duration.ofMinutes(15)),
    /// Two parties hold refresh tokens of one session.
    REFRESH_REUSE("refresh_reuse", Severity.HIGH, Duration.ofHours(1)),
    SIGN_IN_FAILURES_ACCOUNT("sign_in_failures_account", Severity.MEDIUM, Duration.ofMinutes(30)),
    SIGN_IN_FAILURES_ADDRESS("sign_in_failures_address", Severity.MEDIUM, Duration.ofMinutes(30)),
    /// Many accounts, a try or two each.
    PASSWORD_SPRAYING("password_spraying", Severity.HIGH, Duration.ofHours(2)),
    KEY_OVERDUE("key_overdue", Severity.MEDIUM, Duration.ofMinutes(5)),
    STATUS_LIST_LATE("status_list_late", Severity.HIGH, Duration.ofMinutes(5)),
    /// Services cannot get the keys.
    JWKS_OUTAGE("jwks_outage", Severity.HIGH, Duration.ofMinutes(10)),
    CLOCK_DRIFT("clock_drift", Severity.MEDIUM, Duration.ofMinutes(10));

    public enum Severity {
        MEDIUM("medium"),
        HIGH("high");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final String word;
    private final Severity severity;
    private final Duration quiet;

    AlertKind(String word, Severity severity, Duration quiet) {
        this.word = word;
        this.severity = severity;
        this.quiet = quiet;
    }

    /// The word used in the database, in answers and in messages.
    public String word() {
        return word;
    }

    public Severity severity() {
        return severity;
    }

    /// How long nothing must be seen of it until it is closed.
    Duration quiet() {
        return quiet;
    }

    public static Optional<AlertKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
