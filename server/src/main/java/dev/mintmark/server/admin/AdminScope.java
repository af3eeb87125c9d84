package dev.mintmark.server.admin;

import java.util.Arrays;
import java.util.Optional;

/// What an admin key may do. Writing includes reading.
public enum AdminScope {
    /// Everything there is, and everything that later versions add.
    ALL("all"),
    USERS_READ("users:read"),
    USERS_WRITE("users:write"),
    CLIENTS_READ("clients:read"),
    CLIENTS_WRITE("clients:write"),
    SESSIONS_READ("sessions:read"),
    /// Ending sessions, and having tokens count no more.
    SESSIONS_WRITE("sessions:write"),
    KEYS_READ("keys:read"),
    /// Signing keys and the master key above them.
    KEYS_WRITE("keys:write"),
    ADMIN_KEYS_READ("admin-keys:read"),
    ADMIN_KEYS_WRITE("admin-keys:write"),
    SETTINGS_READ("settings:read"),
    /// The audit log and alerts.
    AUDIT_READ("audit:read"),
    METRICS_READ("metrics:read"),
    /// The stream of what is revoked.
    REVOCATIONS_READ("revocations:read");

    private final String word;

    AdminScope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<AdminScope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /// Whether whoever has this one may do what the other is for.
    boolean covers(AdminScope other) {
        return this == ALL
                || this == other
                || (word.endsWith(":write") && other.word.equals(word.replace(":write", ":read")));
    }
}
