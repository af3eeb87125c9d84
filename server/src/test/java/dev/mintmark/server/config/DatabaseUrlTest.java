package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.source.SecretSources;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DatabaseUrlTest {
    private static final String URL = "MINTMARK_DATABASE_URL";
    private static final String PASSWORD = "MINTMARK_DATABASE_PASSWORD";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://mint:s3cret@db.example:5433/auth?sslmode=verify-full",
                "postgres://mint:s3cret@db.example:5433/auth?sslmode=verify-full",
                "jdbc:postgresql://mint:s3cret@db.example:5433/auth?sslmode=verify-full",
                "jdbc:postgresql://db.example:5433/auth?user=mint&password=s3cret&sslmode=verify-full",
                "postgresql://mint@db.example:5433/auth?sslmode=verify-full&password=s3cret",
            })
    void a_postgresql_server_is_named_in_the_words_of_its_programs_or_of_jdbc(String url) {
        var server = server(Map.of(URL, url));

        assertThat(server.hosts()).isEqualTo("db.example:5433");
        assertThat(server.name()).isEqualTo("auth");
        assertThat(server.user()).contains("mint");
        assertThat(password(server)).contains("s3cret");
        assertThat(server.parameters()).isEqualTo(Map.of("sslmode", "verify-full"));
        assertThat(server.connections()).isEqualTo(10);
    }

    @Test
    void what_means_something_in_a_url_is_written_in_percent() {
        var server = server(Map.of(URL, "postgresql://m%40int:a%3Ab%2F%25+c@h/my%20db?a=%26"));

        assertThat(server.user()).contains("m@int");
        assertThat(password(server)).contains("a:b/%+c");
        assertThat(server.name()).isEqualTo("my db");
        assertThat(server.parameters()).isEqualTo(Map.of("a", "&"));
    }

    @Test
    void several_hosts_and_bare_addresses_will_do() {
        assertThat(server(Map.of(URL, "postgresql://a:1,b,[::1]:3/x")).hosts())
                .isEqualTo("a:1,b,[::1]:3");
        assertThat(server(Map.of(URL, "postgresql://h/x")).user()).isEmpty();
        assertThat(password(server(Map.of(URL, "postgresql://h/x")))).isEmpty();
    }

    @Test
    void the_password_may_come_from_elsewhere() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "s3cret\n").toString();
        var url = "postgresql://mint@h/x";

        assertThat(password(server(Map.of(URL, url, PASSWORD, "s3cret")))).contains("s3cret");
        assertThat(password(server(Map.of(URL, url, PASSWORD + "_FILE", file)))).contains("s3cret");
        assertThat(password(server(Map.of(URL, url, PASSWORD, "exec:echo s3cret"))))
                .contains("s3cret");
        assertThat(problems(Map.of(URL, "postgresql://mint:other@h/x", PASSWORD, "s3cret")))
                .containsExactly(
                        URL + ": has a password, and database-password is set too; keep one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:s3cret@h/x",
                "postgresql://u:s3cret@h",
                "postgresql://u:s3cret@h/",
                "postgresql://u:s3c/ret@h/x",
                "postgresql://u:s3cret@@h/x",
                "postgresql://u:s3cret%zz@h/x",
                "postgresql://u:s3cret@h:port/x",
                "postgresql://u:s3cret@h h/x",
                "postgresql://u:s3cret@h/x#y",
                "postgresql://u:s3cret@h/x?a",
                "postgresql://u:s3cret@h/x?a=1&a=2",
                "postgresql://u:s3cret@h/x?password=s3cret",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "/x.db",
            })
    void a_bad_url_is_refused_and_never_quoted(String url) {
        assertThat(problems(Map.of(URL, url)))
                .singleElement()
                .asString()
                .startsWith(URL + ": ")
                .doesNotContain("s3c", "zz", "ret@");
    }

    @Test
    void nothing_that_is_printed_has_the_password() {
        var settings =
                loaded(Map.of(URL, "postgresql://u:s3cret@h/x?sslpassword=s3cret&sslkey=/k"));

        assertThat(settings.toString()).doesNotContain("s3cret").contains("postgresql://h/x");
    }

    @Test
    void a_password_on_the_command_line_is_warned_about() {
        var flags = Map.of("database-url", "postgresql://u:s3cret@h/x");

        var loading = (Loading.Loaded) Settings.load(flags, Map.of());

        assertThat(loading.warnings())
                .singleElement()
                .asString()
                .contains("command line", "database-password-file")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "101", "-4", "ten", "", "99999999999"})
    void the_number_of_connections_has_bounds(String number) {
        assertThat(problems(Map.of("MINTMARK_DATABASE_CONNECTIONS", number))).hasSize(1);
    }

    private static Database.Server server(Map<String, String> environment) {
        return (Database.Server) loaded(environment).storage().database();
    }

    private static Settings loaded(Map<String, String> environment) {
        var loading = Settings.load(Map.of(), new HashMap<>(environment));
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded) loading).settings();
    }

    private static Optional<String> password(Database.Server server) {
        return server.password().fetch(new SecretSources(Optional.empty())).map(Secret::reveal);
    }

    private static List<String> problems(Map<String, String> environment) {
        var loading = Settings.load(Map.of(), environment);
        assertThat(loading).isInstanceOf(Loading.Invalid.class);
        return ((Loading.Invalid) loading).problems();
    }
}
