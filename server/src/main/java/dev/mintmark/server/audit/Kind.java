package dev.mintmark.server.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What kind of thing happened: the word it is found by, and where it belongs in the Open
/// Cybersecurity Schema Framework.
public enum Kind {
    SIGNED_IN("signed_in", Ocsf.AUTHENTICATION, 1, "Logon", Severity.INFORMATIONAL),
    SIGN_IN_REFUSED("sign_in_refused", Ocsf.AUTHENTICATION, 1, "Logon", Severity.LOW),
    REFRESHED("refreshed", Ocsf.AUTHENTICATION, 5, Ocsf.RENEW, Severity.INFORMATIONAL),
    REFRESH_REFUSED("refresh_refused", Ocsf.AUTHENTICATION, 5, Ocsf.RENEW, Severity.LOW),
    REFRESH_REUSED("refresh_reuse_detected", Ocsf.AUTHENTICATION, 5, Ocsf.RENEW, Severity.HIGH),
    SERVICE_TOKEN_ISSUED(
            "service_token_issued", Ocsf.AUTHENTICATION, 3, Ocsf.TICKET, Severity.INFORMATIONAL),
    TOKEN_REFUSED("token_refused", Ocsf.AUTHENTICATION, 3, Ocsf.TICKET, Severity.LOW),
    SESSION_ENDED("session_ended", Ocsf.AUTHENTICATION, 2, "Logoff", Severity.INFORMATIONAL),
    SESSIONS_ENDED("sessions_ended", Ocsf.AUTHENTICATION, 2, "Logoff", Severity.INFORMATIONAL),
    CUT_OFF("cut_off", Ocsf.AUTHENTICATION, 2, "Logoff", Severity.MEDIUM),
    TOKEN_DENIED("token_denied", Ocsf.AUTHENTICATION, 99, "Token Revoke", Severity.INFORMATIONAL),
    REVOCATION_REFUSED("revocation_refused", Ocsf.AUTHENTICATION, 99, "Token Revoke", Severity.LOW),
    LEAK_REPORTED("leak_reported", Ocsf.AUTHENTICATION, 99, "Leak Report", Severity.MEDIUM),
    ADMIN_KEY_LEAKED("admin_key_leaked", Ocsf.AUTHENTICATION, 99, "Leak Report", Severity.CRITICAL),
    CLIENT_REFUSED("client_refused", Ocsf.AUTHENTICATION, 6, "Preauth", Severity.LOW),
    CROSS_SITE_REFUSED("cross_site_refused", Ocsf.AUTHENTICATION, 6, "Preauth", Severity.LOW),
    BRAKED("braked", Ocsf.AUTHENTICATION, 6, "Preauth", Severity.LOW),
    ALERT_OPENED("alert_opened", Ocsf.FINDING, 1, "Create", Severity.HIGH),
    ALERT_CLOSED("alert_closed", Ocsf.FINDING, 3, "Close", Severity.INFORMATIONAL),
    ADMIN_REFUSED("admin_refused", Ocsf.API, 99, "Admin Request", Severity.MEDIUM),
    ADMIN_SIGNED_IN("admin_signed_in", Ocsf.AUTHENTICATION, 1, "Logon", Severity.INFORMATIONAL),
    ADMIN_SIGNED_OUT("admin_signed_out", Ocsf.AUTHENTICATION, 2, "Logoff", Severity.INFORMATIONAL),
    ADMIN_KEY_ADDED("admin_key_added", Ocsf.ENTITY, 1, "Create", Severity.MEDIUM),
    ADMIN_KEY_REVOKED("admin_key_revoked", Ocsf.ENTITY, 4, "Delete", Severity.MEDIUM),
    ACCOUNT_ADDED("account_added", Ocsf.ACCOUNT, 1, "Create", Severity.INFORMATIONAL),
    ACCOUNT_DISABLED("account_disabled", Ocsf.ACCOUNT, 5, "Disable", Severity.INFORMATIONAL),
    PASSWORD_CHANGED("password_changed", Ocsf.ACCOUNT, 3, "Password Change", Severity.LOW),
    CLIENT_ADDED("client_added", Ocsf.ENTITY, 1, "Create", Severity.INFORMATIONAL),
    CLIENT_SECRET_ROTATED("client_secret_rotated", Ocsf.ENTITY, 3, "Update", Severity.LOW),
    KEY_MOVED("key_moved", Ocsf.ENTITY, 3, "Update", Severity.LOW),
    MASTER_KEY_ROTATED("master_key_rotated", Ocsf.ENTITY, 3, "Update", Severity.MEDIUM),
    RECORDS_FORGOTTEN("records_forgotten", Ocsf.ENTITY, 4, "Delete", Severity.INFORMATIONAL),
    RECORDS_LOST("records_lost", Ocsf.ENTITY, 99, "Audit", Severity.CRITICAL);

    /// The classes of the framework.
    enum Ocsf {
        FINDING(2004, "Detection Finding", 2, "Findings"),
        ACCOUNT(3001, "Account Change", 3, "Identity & Access Management"),
        AUTHENTICATION(3002, "Authentication", 3, "Identity & Access Management"),
        ENTITY(3004, "Entity Management", 3, "Identity & Access Management"),
        API(6003, "API Activity", 6, "Application Activity");

        static final String RENEW = "Service Ticket Renew";
        static final String TICKET = "Authentication Ticket";

        final int uid;
        final String title;
        final int categoryUid;
        final String category;

        Ocsf(int uid, String title, int categoryUid, String category) {
            this.uid = uid;
            this.title = title;
            this.categoryUid = categoryUid;
            this.category = category;
        }
    }

    /// How much it matters.
    enum Severity {
        INFORMATIONAL(1, "Informational"),
        LOW(2, "Low"),
        MEDIUM(3, "Medium"),
        HIGH(4, "High"),
        CRITICAL(5, "Critical");

        final int id;
        final String title;

        Severity(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private static final Map<String, Kind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Kind::word, Function.identity()));

    private final String word;
    final Ocsf ocsf;
    final int activity;
    final String activityName;
    final Severity severity;

    Kind(String word, Ocsf ocsf, int activity, String activityName, Severity severity) {
        this.word = word;
        this.ocsf = ocsf;
        this.activity = activity;
        this.activityName = activityName;
        this.severity = severity;
    }

    /// The word used in the database, in records and in queries.
    public String word() {
        return word;
    }

    /// Whether somebody did not get what they asked for.
    public boolean isFailure() {
        return switch (this) {
            case SIGN_IN_REFUSED,
                    REFRESH_REFUSED,
                    REFRESH_REUSED,
                    TOKEN_REFUSED,
                    REVOCATION_REFUSED,
                    CLIENT_REFUSED,
                    CROSS_SITE_REFUSED,
                    BRAKED,
                    ADMIN_REFUSED,
                    RECORDS_LOST ->
                    true;
            case SIGNED_IN,
                    REFRESHED,
                    SERVICE_TOKEN_ISSUED,
                    SESSION_ENDED,
                    SESSIONS_ENDED,
                    CUT_OFF,
                    TOKEN_DENIED,
                    LEAK_REPORTED,
                    ADMIN_KEY_LEAKED,
                    ADMIN_SIGNED_IN,
                    ADMIN_SIGNED_OUT,
                    ADMIN_KEY_ADDED,
                    ADMIN_KEY_REVOKED,
                    ALERT_OPENED,
                    ALERT_CLOSED,
                    ACCOUNT_ADDED,
                    ACCOUNT_DISABLED,
                    PASSWORD_CHANGED,
                    CLIENT_ADDED,
                    CLIENT_SECRET_ROTATED,
                    KEY_MOVED,
                    MASTER_KEY_ROTATED,
                    RECORDS_FORGOTTEN ->
                    false;
        };
    }

    /// How much it matters in the terms of RFC 5424 section 6.2.1.
    public int syslogSeverity() {
        return switch (severity) {
            case INFORMATIONAL -> 6;
            case LOW -> 5;
            case MEDIUM -> 4;
            case HIGH -> 3;
            case CRITICAL -> 2;
        };
    }

    public static Optional<Kind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
