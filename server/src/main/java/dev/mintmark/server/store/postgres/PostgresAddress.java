package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.CannotStart;

import org.postgresql.PGProperty;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Where the database is and how to get in.
///
/// @param hosts as in a URL: `host:port`, several separated by commas
/// @param parameters of the connection, by the names of the driver or those of `libpq`
/// @param connections how many to keep at most
/// @param notifies whether nodes wake each other, over one more connection
public record PostgresAddress(
        String hosts,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> parameters,
        int connections,
        boolean notifies) {

    /// Where `libpq`, and so every other program of PostgreSQL, has another word than the driver.
    private static final Map<String, String> LIBPQ =
            Map.of(
                    "application_name", "ApplicationName",
                    "connect_timeout", "connectTimeout",
                    "target_session_attrs", "targetServerType");

    /// In the driver's words, unless somebody chose otherwise: a network that swallows packets must
    /// not hold a thread for ever. The server gives up on a statement before that.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    PGProperty.APPLICATION_NAME.getName(), "mintmark",
                    PGProperty.CONNECT_TIMEOUT.getName(), "5",
                    PGProperty.LOGIN_TIMEOUT.getName(), "5",
                    PGProperty.SOCKET_TIMEOUT.getName(), "10",
                    PGProperty.TCP_KEEP_ALIVE.getName(), "true",
                    PGProperty.PREPARE_THRESHOLD.getName(), "1",
                    PGProperty.REWRITE_BATCHED_INSERTS.getName(), "false");

    public PostgresAddress {
        parameters = Map.copyOf(parameters);
    }

    String url() {
        return "jdbc:postgresql://" + hosts + "/" + encoded(database);
    }

    /// @throws CannotStart when the driver knows no such parameter: it would be silent about it,
    ///   and an `sslmode` with a typing error would mean no TLS
    Properties properties() {
        return properties(DEFAULTS);
    }

    /// For a start, which may have to wait while another node changes the tables. Nothing depends
    /// on it yet.
    Properties patientProperties() {
        var patient = new HashMap<>(DEFAULTS);
        patient.put(PGProperty.LOGIN_TIMEOUT.getName(), "30");
        patient.put(PGProperty.SOCKET_TIMEOUT.getName(), "120");
        return properties(patient);
    }

    private Properties properties(Map<String, String> defaults) {
        var properties = new Properties();
        properties.putAll(defaults);
        parameters.forEach((name, value) -> properties.setProperty(known(name), translated(value)));
        user.ifPresent(name -> properties.setProperty(PGProperty.USER.getName(), name));
        password.ifPresent(text -> properties.setProperty(PGProperty.PASSWORD.getName(), text));
        return properties;
    }

    private static String known(String name) {
        var meant = LIBPQ.getOrDefault(name, name);
        if (PGProperty.forName(meant) == null) {
            throw new CannotStart(
                    "The database URL has a parameter that PostgreSQL's driver does not know: "
                            + name
                            + ".");
        }
        return meant;
    }

    /// The one value that has two spellings.
    private static String translated(String value) {
        return value.equals("read-write") ? "primary" : value;
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /// For people; without the password, and without parameters, of which some are secrets.
    @Override
    public String toString() {
        return "postgresql://" + hosts + "/" + database;
    }
}
