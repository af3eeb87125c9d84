package dev.mintmark.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every key there is, with its default and one sentence for the reference. A key that is missing
/// here does not exist: it stops the start.
public enum Setting {
    ISSUER(
            "http://localhost:9400",
            "URL the authority is known by, the `iss` of every token; https, except on this machine."
                    + " When left out, it follows the port."),
    HOST("127.0.0.1", "Address to listen on."),
    PORT("9400", "Port to listen on; 0 takes any free port."),
    DATA("./mintmark-data", "Directory for the embedded database and keys made on first start."),
    DATABASE_URL(
            "",
            "Database; without it, an embedded SQLite file in the data directory."
                    + " `postgresql://user@host:port/database` is a PostgreSQL server,"
                    + " `jdbc:sqlite:/path/to/file` puts the file elsewhere."),
    DATABASE_PASSWORD("", "Password of the database's user, unless the URL has it.", Kind.SECRET),
    DATABASE_CONNECTIONS("10", "Connections to a PostgreSQL server; 6 to 100."),
    DATABASE_NOTIFY(
            "on",
            "Whether authorities wake each other through PostgreSQL when something was revoked; off"
                    + " where it has no LISTEN."),
    MASTER_KEY(
            "",
            "32 bytes in base64url that seal everything stored; made on first start when the issuer"
                    + " is on this machine, required otherwise. Several, one per line, while the"
                    + " last one takes over.",
            Kind.SECRET),
    ADMIN_KEY("", "Key of the admin API; made on first start and shown once.", Kind.SECRET),
    VAULT_ADDRESS("", "Where HashiCorp Vault is, for secrets given as `vault:…`."),
    VAULT_TOKEN(
            "", "Token to show to Vault; read again each time it is given as a file.", Kind.SECRET),
    VAULT_NAMESPACE("", "Namespace in Vault Enterprise."),
    AUDIENCE("api", "Audience of access tokens whose client registered none."),
    ACCESS_TOKEN_TTL("10m", "Life of an access token; 1m to 60m, above 15m with a warning."),
    ACCESS_TOKEN_REVOCATION(
            "token",
            "What a client ends that revokes an access token: the `token` alone, or its `session`."),
    REFRESH_IDLE_TTL("14d", "A session unused for so long ends."),
    REFRESH_ABSOLUTE_TTL("90d", "A session ends after so long, however much it is used."),
    REFRESH_SUCCESSOR_WINDOW(
            "30s",
            "How long a refresh token may be repeated while its successor is unused; 0s to 2m."),
    KEY_ROTATE_EVERY("30d", "How long one signing key signs."),
    KEY_ANNOUNCE_AHEAD("1h", "How long a signing key is published before it signs."),
    KEY_RETIRE_AFTER("24h", "How long a signing key stays published after it last signed."),
    JWKS_MAX_AGE("5m", "How long others may keep a copy of the key set without asking again."),
    KEY_CUSTODY(
            "sealed",
            "Where the private halves of new signing keys are: `sealed` in the database, or `pkcs11`"
                    + " in a token."),
    PKCS11_LIBRARY("", "Path of the PKCS#11 library of a hardware security module."),
    PKCS11_SLOT("", "Number of the slot the token is in; the first with a token when left out."),
    PKCS11_PIN("", "PIN of the token's user.", Kind.SECRET),
    HS256_SECRET(
            "",
            "Secret shared with the one service that the setting `audience` names, for clients whose"
                    + " access tokens are signed with HS256.",
            Kind.SECRET),
    AUDIT("on", "Whether what happens is recorded: `on` or `off`."),
    AUDIT_REFUSALS(
            "buffer",
            "How refusals and other events without a change are recorded: by way of a `buffer` on disk,"
                    + " or before the answer, which fails if that fails (`fail-request`)."),
    AUDIT_BUFFER_MEGABYTES("64", "Most that the buffer may hold on disk; 8 to 4096."),
    AUDIT_SEAL_EVERY("10s", "How long a record waits for its seal at most."),
    AUDIT_KEEP("400d", "How long records are kept; ranges are forgotten whole."),
    AUDIT_FILE("", "File that records are added to as JSON lines."),
    AUDIT_SYSLOG(
            "",
            "Syslog server that records are sent to, as `tcp://host:port` or `udp://host:port`."),
    AUDIT_WEBHOOK_URL("", "Address that records are posted to."),
    AUDIT_WEBHOOK_SECRET(
            "", "Secret that what is posted to the webhook is signed with.", Kind.SECRET),
    SESSION_ORIGINS(
            "none",
            "Origins of web applications that may use browser sessions, such as"
                    + " `https://shop.example.com`, separated by commas; the issuer's always may."),
    SESSION_SAME_SITE(
            "strict",
            "Whether a link on another site may lead straight into a session: `strict` or `lax`."),
    SESSION_DEVICE_BOUND(
            "off",
            "Whether browsers are asked to bind sessions to a key of their device: `on` or `off`."),
    SIGN_IN_BRAKES(
            "on", "Whether those who fail to sign in again and again have to wait: `on` or `off`."),
    REFUSAL_LIMIT(
            "600/1m",
            "How many requests of one address may be refused before it has to wait; `none` for no"
                    + " limit."),
    ADDRESS_LIMIT(
            "none",
            "How many requests one address may make, good or bad; for authorities that see the"
                    + " addresses of their callers."),
    CLIENT_LIMIT(
            "120000/1m", "How many requests a client with a secret may make; `none` for no limit."),
    LEAK_REPORT_LIMIT("60/1h", "How many reports of leaked credentials one address may make."),
    ALERT_WEBHOOK_URL("", "Where to send alerts: an https URL that takes JSON."),
    ALERT_WEBHOOK_SECRET(
            "", "What those messages are signed with: 24 characters or more.", Kind.SECRET),
    ALERT_MAIL_TO("", "Mail addresses to send alerts to, separated by commas."),
    ALERT_MAIL_FROM("", "Mail address that alerts come from."),
    SMTP_URL(
            "",
            "Server for outgoing mail: `smtp://user@host:587`, which has to offer TLS, or"
                    + " `smtps://host`."),
    SMTP_PASSWORD("", "Password of the user in `smtp-url`.", Kind.SECRET),
    BRAND_NAME("Mintmark", "Name shown on every page."),
    BRAND_LOGO("", "Picture shown beside the name: path of an SVG or PNG file."),
    TRUSTED_PROXIES(
            "none",
            "Networks whose forwarding headers are believed, as CIDR blocks separated by commas."),
    LOG_LEVEL("info", "Least severe log line to write: debug, info, warn or error.");

    private enum Kind {
        PLAIN,
        SECRET
    }

    private static final String ENVIRONMENT_PREFIX = "MINTMARK_";

    private final String defaultText;
    private final String description;
    private final Kind kind;

    Setting(String defaultText, String description) {
        this(defaultText, description, Kind.PLAIN);
    }

    Setting(String defaultText, String description, Kind kind) {
        this.defaultText = defaultText;
        this.description = description;
        this.kind = kind;
    }

    /// The name in the file and, after `--`, on the command line.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name in the environment.
    public String variable() {
        return ENVIRONMENT_PREFIX + name();
    }

    /// The default as one would write it; empty where nothing is set.
    public String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /// A secret is never shown, and can be given as a file under `<key>-file`.
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    String fileKey() {
        return key() + "-file";
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key) || (s.isSecret() && s.fileKey().equals(key)))
                .findFirst();
    }

    /// `MINTMARK_ACCESS_TOKEN_TTL` → `access-token-ttl`; empty for variables of other programs.
    static Optional<String> keyOfVariable(String variable) {
        return variable.startsWith(ENVIRONMENT_PREFIX)
                ? Optional.of(keyText(variable.substring(ENVIRONMENT_PREFIX.length())))
                : Optional.empty();
    }

    static String variableOfKey(String key) {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String keyText(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
