package dev.mintmark.server.http.page.console;

/// The parts of the console, in the order of its menu.
public enum Section {
    OVERVIEW("Overview", "/console"),
    ALERTS("Alerts", "/console/alerts"),
    USERS("Users", "/console/users"),
    SESSIONS("Sessions", "/console/sessions"),
    CLIENTS("Clients", "/console/clients"),
    KEYS("Signing keys", "/console/keys"),
    ADMIN_KEYS("Admin keys", "/console/admin-keys"),
    AUDIT("Audit", "/console/audit"),
    SETTINGS("Settings", "/console/settings"),
    TOKEN("Token debugger", "/console/token");

    private final String title;
    private final String path;

    Section(String title, String path) {
        this.title = title;
        this.path = path;
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }
}
