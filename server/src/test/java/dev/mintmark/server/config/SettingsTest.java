package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.log.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class SettingsTest {
    private static final String KEY = "q83vEjRWeJCrze8SNFZ4kAECAwQFBgcICQoLDA0ODxA";
    private static final String ADMIN = "mm_ak_0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir Path directory;

    @Test
    void every_key_and_every_default_is_what_it_was() {
        assertThat(Arrays.stream(Setting.values()).map(s -> s.key() + " = " + s.defaultText()))
                .containsExactly(
                        "issuer = http://localhost:9400",
                        "host = 127.0.0.1",
                        "port = 9400",
                        "data = ./mintmark-data",
                        "database-url = ",
                        "master-key = ",
                        "admin-key = ",
                        "audience = api",
                        "access-token-ttl = 10m",
                        "refresh-idle-ttl = 14d",
                        "refresh-absolute-ttl = 90d",
                        "refresh-successor-window = 30s",
                        "key-rotate-every = 30d",
                        "key-announce-ahead = 1h",
                        "key-retire-after = 24h",
                        "trusted-proxies = none",
                        "log-level = info");
        assertThat(Arrays.stream(Setting.values()).filter(Setting::isSecret))
                .containsExactly(Setting.MASTER_KEY, Setting.ADMIN_KEY);
        assertThat(Setting.values()).allSatisfy(s -> assertThat(s.description()).endsWith("."));
    }

    @Test
    void nothing_set_means_an_authority_for_this_machine() {
        assertThat(loaded(Map.of()))
                .isEqualTo(
                        new Settings(
                                Issuer.of("http://localhost:9400"),
                                new Listen("127.0.0.1", 9400),
                                new Storage(
                                        Path.of("./mintmark-data"),
                                        Path.of("./mintmark-data/mintmark.db")),
                                new Tokens(Duration.ofMinutes(10), "api"),
                                new Refresh(
                                        Duration.ofDays(14),
                                        Duration.ofDays(90),
                                        Duration.ofSeconds(30)),
                                new KeySchedule(
                                        Duration.ofDays(30),
                                        Duration.ofHours(1),
                                        Duration.ofDays(1)),
                                new SecretSetting.NotGiven(),
                                new SecretSetting.NotGiven(),
                                List.of(),
                                Severity.INFO));
        assertThat(loaded(Map.of()).mayMakeSecrets()).isTrue();
    }

    @Test
    void a_flag_beats_the_environment_and_the_environment_beats_the_file() throws IOException {
        var file = yaml("port: 1\naudience: file\nhost: file.example\n");

        var settings =
                ((Loading.Loaded)
                                Settings.load(
                                        Map.of("port", "3"),
                                        Map.of("MINTMARK_PORT", "2", "MINTMARK_AUDIENCE", "env"),
                                        file))
                        .settings();

        assertThat(settings.listen()).isEqualTo(new Listen("file.example", 3));
        assertThat(settings.tokens().audience()).isEqualTo("env");
    }

    @Test
    void an_unknown_key_stops_the_start_with_the_nearest_match_wherever_it_stands()
            throws IOException {
        var file = yaml("isuer: https://a.example\n");

        assertThat(
                        problems(
                                Settings.load(
                                        Map.of("prot", "1", "frobnicate", "1"),
                                        Map.of("MINTMARK_MASTER_KEYFILE", "/x", "PATH", "/bin"),
                                        file)))
                .containsExactly(
                        "unknown setting '--frobnicate'",
                        "unknown setting '--prot', did you mean '--port'?",
                        "unknown setting 'MINTMARK_MASTER_KEYFILE',"
                                + " did you mean 'MINTMARK_MASTER_KEY_FILE'?",
                        "unknown setting 'mintmark.yaml: isuer',"
                                + " did you mean 'mintmark.yaml: issuer'?");
    }

    @Test
    void variables_of_the_client_the_launcher_and_kubernetes_are_not_settings() {
        var settings =
                loaded(
                        Map.of(
                                "MINTMARK_URL", "http://localhost:1",
                                "MINTMARK_JAVA_OPTS", "-Xmx1g",
                                "MINTMARK_PORT", "tcp://10.0.0.7:9400",
                                "MINTMARK_SERVICE_HOST", "10.0.0.7",
                                "MINTMARK_PORT_9400_TCP_ADDR", "10.0.0.7"));

        assertThat(settings.listen().port()).isEqualTo(9400);
    }

    @Test
    void all_problems_come_at_once() {
        assertThat(
                        problems(
                                Map.of(
                                        "MINTMARK_ISSUER", "http://auth.example",
                                        "MINTMARK_PORT", "70000",
                                        "MINTMARK_AUDIENCE", " ",
                                        "MINTMARK_ACCESS_TOKEN_TTL", "2h",
                                        "MINTMARK_REFRESH_IDLE_TTL", "91d",
                                        "MINTMARK_KEY_ROTATE_EVERY", "soon",
                                        "MINTMARK_LOG_LEVEL", "loud")))
                .containsExactlyInAnyOrder(
                        "MINTMARK_ISSUER: 'http://auth.example' must be https: plain http is for"
                                + " localhost, 127.0.0.0/8 and [::1] only",
                        "MINTMARK_PORT: '70000' is not a port",
                        "MINTMARK_AUDIENCE is set but empty",
                        "MINTMARK_ACCESS_TOKEN_TTL: must be 1m to 1h, not 2h",
                        "MINTMARK_REFRESH_IDLE_TTL must be shorter than refresh-absolute-ttl",
                        "MINTMARK_KEY_ROTATE_EVERY: 'soon' is not a duration such as 30s, 10m, 1h"
                                + " or 14d",
                        "MINTMARK_LOG_LEVEL: 'loud' is not one of debug, info, warn, error");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_TOKEN_TTL, 1m, 59s",
        "ACCESS_TOKEN_TTL, 60m, 61m",
        "REFRESH_SUCCESSOR_WINDOW, 0s, -1s",
        "REFRESH_SUCCESSOR_WINDOW, 120s, 121s",
        "REFRESH_ABSOLUTE_TTL, 400d, 401d",
        "KEY_ROTATE_EVERY, 1095d, 1096d",
        "KEY_RETIRE_AFTER, 10m, 9m",
        "KEY_ANNOUNCE_AHEAD, 29d, 30d",
    })
    void durations_keep_to_their_bounds(String key, String good, String bad) {
        loaded(Map.of("MINTMARK_" + key, good));
        assertThat(problems(Map.of("MINTMARK_" + key, bad))).hasSize(1);
    }

    @Test
    void risky_but_allowed_values_are_said_aloud() {
        var loading =
                Settings.load(
                        Map.of(
                                "access-token-ttl", "16m",
                                "key-announce-ahead", "5m",
                                "trusted-proxies", "0.0.0.0/0"),
                        Map.of());

        assertThat(((Loading.Loaded) loading).warnings()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example",
                "https://auth.example:8443/tenant/a",
                "http://localhost:9400",
                "http://127.8.9.1",
                "http://[::1]:9400"
            })
    void an_issuer_has_one_spelling(String text) {
        assertThat(Issuer.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.example",
                "ftp://auth.example",
                "http://auth.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "https://Auth.example",
                "HTTPS://auth.example",
                "https://auth.example/",
                "https://auth.example/a/",
                "https://auth.example/a/../b",
                "https://auth.example/a//b",
                "https://auth.example:443",
                "https://auth.example:",
                "https://auth.example?x",
                "https://auth.example#x",
                "https://me@auth.example",
                "https://",
                "https:// x",
            })
    void any_other_spelling_of_an_issuer_is_refused(String text) {
        assertThatThrownBy(() -> Issuer.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_issuer_others_can_reach_needs_a_master_key() {
        var issuer = Map.of("MINTMARK_ISSUER", "https://auth.example");
        assertThat(problems(issuer)).singleElement().asString().contains("MINTMARK_MASTER_KEY");

        var settings =
                loaded(
                        Map.of(
                                "MINTMARK_ISSUER",
                                "https://auth.example",
                                "MINTMARK_MASTER_KEY",
                                KEY));
        assertThat(settings.mayMakeSecrets()).isFalse();
        assertThat(settings.masterKey())
                .isInstanceOfSatisfying(
                        SecretSetting.Given.class,
                        given -> assertThat(given.secret().reveal()).isEqualTo(KEY));
    }

    @Test
    void a_secret_can_come_from_a_file_with_its_trailing_newline() throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY + "\n");

        assertThat(loaded(Map.of("MINTMARK_MASTER_KEY_FILE", file.toString())).masterKey())
                .isInstanceOfSatisfying(
                        SecretSetting.Given.class,
                        given -> assertThat(given.secret().reveal()).isEqualTo(KEY));
    }

    @Test
    void a_secret_given_twice_in_one_place_is_refused_and_a_flag_overrides_both_forms()
            throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY).toString();
        var both = Map.of("MINTMARK_MASTER_KEY", KEY, "MINTMARK_MASTER_KEY_FILE", file);

        assertThat(problems(both))
                .containsExactly(
                        "MINTMARK_MASTER_KEY and MINTMARK_MASTER_KEY_FILE are both set; keep one");
        assertThat(Settings.load(Map.of("master-key-file", file), both))
                .isInstanceOf(Loading.Loaded.class);
    }

    @Test
    void bad_secrets_are_named_and_never_quoted() throws IOException {
        var empty = Files.writeString(directory.resolve("empty"), "\n").toString();

        assertThat(problems(Map.of("MINTMARK_MASTER_KEY", "hunter2", "MINTMARK_ADMIN_KEY", "abc")))
                .containsExactly(
                        "MINTMARK_MASTER_KEY must be 32 bytes in base64url (43 characters)",
                        "MINTMARK_ADMIN_KEY must be at least 32 characters of"
                                + " A-Z a-z 0-9 . _ ~ + / = -");
        assertThat(problems(Map.of("MINTMARK_MASTER_KEY", "A".repeat(43))))
                .containsExactly("MINTMARK_MASTER_KEY is not random; make one, do not write one");
        assertThat(problems(Map.of("MINTMARK_MASTER_KEY_FILE", KEY, "MINTMARK_ADMIN_KEY", ADMIN)))
                .containsExactly("MINTMARK_MASTER_KEY_FILE: the file cannot be read");
        assertThat(problems(Map.of("MINTMARK_ADMIN_KEY_FILE", empty)))
                .containsExactly("MINTMARK_ADMIN_KEY_FILE: the file is empty");
    }

    @Test
    void settings_print_without_their_secrets() {
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY", KEY, "MINTMARK_ADMIN_KEY", ADMIN));

        assertThat(settings.toString()).doesNotContain(KEY, ADMIN).contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://u:pw@db/x", "jdbc:postgresql://db/x", "postgres://u:pw@db/x"})
    void postgresql_is_refused_clearly_and_its_password_is_not_quoted(String url) {
        assertThat(problems(Map.of("MINTMARK_DATABASE_URL", url)))
                .containsExactly(
                        "MINTMARK_DATABASE_URL: PostgreSQL is not supported by this version");
    }

    @Test
    void a_database_url_moves_the_embedded_database() {
        assertThat(loaded(Map.of("MINTMARK_DATABASE_URL", "jdbc:sqlite:/var/x.db")).storage())
                .isEqualTo(new Storage(Path.of("./mintmark-data"), Path.of("/var/x.db")));
        for (var url : List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "mysql://x", "/x.db")) {
            assertThat(problems(Map.of("MINTMARK_DATABASE_URL", url))).hasSize(1);
        }
    }

    @Test
    void a_file_that_was_named_must_be_there() {
        var file = directory.resolve("absent.yaml");

        assertThat(problems(Settings.load(Map.of(), Map.of(), file)))
                .containsExactly(file + " does not exist");
    }

    @Test
    void a_file_may_be_empty_and_lists_are_lists() throws IOException {
        assertThat(Settings.load(Map.of(), Map.of(), yaml("# nothing\n")))
                .isInstanceOf(Loading.Loaded.class);
        var loading =
                Settings.load(Map.of(), Map.of(), yaml("trusted-proxies:\n- 10.0.0.0/8\n- ::1\n"));
        assertThat(((Loading.Loaded) loading).settings().trustedProxies())
                .map(Cidr::toString)
                .containsExactly("10.0.0.0/8", "0:0:0:0:0:0:0:1/128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "master-key: [hunter2",
                "- hunter2",
                "port: 1\nport: 2",
                "tokens:\n  access: hunter2",
                "a: &x hunter2\nb: *y",
                "issuer: !!java.net.URL [hunter2]",
                "port:",
                "--- {}\n--- {}",
            })
    void a_file_that_is_not_a_flat_mapping_is_refused_without_quoting_it(String text)
            throws IOException {
        assertThat(problems(Settings.load(Map.of(), Map.of(), yaml(text))))
                .isNotEmpty()
                .noneMatch(p -> p.contains("hunter2"));
    }

    @Test
    void a_file_beyond_all_reason_is_not_parsed() throws IOException {
        assertThat(problems(Settings.load(Map.of(), Map.of(), yaml("#".repeat(70_000)))))
                .singleElement()
                .asString()
                .endsWith("is larger than 64 KiB");
    }

    @Test
    void a_block_contains_its_addresses_and_no_others() {
        var block = Cidr.read("10.1.128.0/17").orElseThrow();

        assertThat(block.contains(InetAddress.ofLiteral("10.1.255.255"))).isTrue();
        assertThat(block.contains(InetAddress.ofLiteral("::ffff:10.1.128.1"))).isTrue();
        assertThat(block.contains(InetAddress.ofLiteral("10.1.127.255"))).isFalse();
        assertThat(block.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/",
                "localhost",
                "10.0.0.0/-1",
                "fe80::1%eth0",
                "256.0.0.1",
                "2001:db8::/129",
                "",
                "10.0.0.0/8,"
            })
    void anything_but_a_block_is_refused(String text) {
        assertThat(Cidr.read(text)).isEmpty();
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("mintmark.yaml"), text);
    }

    private static Settings loaded(Map<String, String> environment) {
        var loading = Settings.load(Map.of(), environment);
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded) loading).settings();
    }

    private static List<String> problems(Map<String, String> environment) {
        return problems(Settings.load(Map.of(), environment));
    }

    private static List<String> problems(Loading loading) {
        assertThat(loading).isInstanceOf(Loading.Invalid.class);
        return ((Loading.Invalid) loading).problems();
    }
}
