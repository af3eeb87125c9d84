package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.log.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SettingsTest {
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
                        "database-password = ",
                        "database-connections = 10",
                        "database-notify = on",
                        "master-key = ",
                        "admin-key = ",
                        "vault-address = ",
                        "vault-token = ",
                        "vault-namespace = ",
                        "audience = api",
                        "access-token-ttl = 10m",
                        "access-token-revocation = token",
                        "refresh-idle-ttl = 14d",
                        "refresh-absolute-ttl = 90d",
                        "refresh-successor-window = 30s",
                        "key-rotate-every = 30d",
                        "key-announce-ahead = 1h",
                        "key-retire-after = 24h",
                        "jwks-max-age = 5m",
                        "key-custody = sealed",
                        "pkcs11-library = ",
                        "pkcs11-slot = ",
                        "pkcs11-pin = ",
                        "hs256-secret = ",
                        "audit = on",
                        "audit-refusals = buffer",
                        "audit-buffer-megabytes = 64",
                        "audit-seal-every = 10s",
                        "audit-keep = 400d",
                        "audit-file = ",
                        "audit-syslog = ",
                        "audit-webhook-url = ",
                        "audit-webhook-secret = ",
                        "session-origins = none",
                        "session-same-site = strict",
                        "session-device-bound = off",
                        "sign-in-brakes = on",
                        "refusal-limit = 600/1m",
                        "address-limit = none",
                        "client-limit = 120000/1m",
                        "leak-report-limit = 60/1h",
                        "alert-webhook-url = ",
                        "alert-webhook-secret = ",
                        "alert-mail-to = ",
                        "alert-mail-from = ",
                        "smtp-url = ",
                        "smtp-password = ",
                        "brand-name = Mintmark",
                        "brand-logo = ",
                        "trusted-proxies = none",
                        "log-level = info");
        assertThat(Arrays.stream(Setting.values()).filter(Setting::isSecret))
                .containsExactly(
                        Setting.DATABASE_PASSWORD,
                        Setting.MASTER_KEY,
                        Setting.ADMIN_KEY,
                        Setting.VAULT_TOKEN,
                        Setting.PKCS11_PIN,
                        Setting.HS256_SECRET,
                        Setting.AUDIT_WEBHOOK_SECRET,
                        Setting.ALERT_WEBHOOK_SECRET,
                        Setting.SMTP_PASSWORD);
        assertThat(Setting.values()).allSatisfy(s -> assertThat(s.description()).endsWith("."));
    }

    @Test
    void nothing_set_means_an_authority_for_this_machine() {
        assertThat(loaded(Map.of()))
                .isEqualTo(
                        new Settings(
                                Issuer.of("http://localhost:9400"),
                                true,
                                new Listen("127.0.0.1", 9400),
                                new Storage(
                                        Path.of("./mintmark-data"),
                                        new Database.Embedded(
                                                Path.of("./mintmark-data/mintmark.db"))),
                                new Tokens(Duration.ofMinutes(10), "api", false),
                                new Refresh(
                                        Duration.ofDays(14),
                                        Duration.ofDays(90),
                                        Duration.ofSeconds(30)),
                                new Browser(Set.of(), false, false, "Mintmark", Optional.empty()),
                                new Braking(
                                        true,
                                        Optional.of(new Rate(600, Duration.ofMinutes(1))),
                                        Optional.empty(),
                                        Optional.of(new Rate(120_000, Duration.ofMinutes(1))),
                                        Optional.of(new Rate(60, Duration.ofHours(1)))),
                                new Alerting(Optional.empty(), Optional.empty()),
                                new KeySchedule(
                                        Duration.ofDays(30),
                                        Duration.ofHours(1),
                                        Duration.ofDays(1),
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(30)),
                                new Audit(
                                        true,
                                        false,
                                        64L << 20,
                                        Duration.ofSeconds(10),
                                        Duration.ofDays(400),
                                        Audit.Sinks.NONE),
                                new SecretSetting.NotGiven(),
                                new SecretSetting.NotGiven(),
                                Optional.empty(),
                                Optional.empty(),
                                new SecretSetting.NotGiven(),
                                List.of(),
                                Severity.INFO,
                                Arrays.stream(Setting.values())
                                        .map(setting ->
                                                new InForce(setting, setting.defaultText(), ""))
                                        .toList()));
        assertThat(loaded(Map.of()).mayMakeSecrets()).isTrue();
    }

    @Test // V16.2.5
    void what_is_in_force_is_shown_with_its_source_and_without_any_secret() {
        var settings =
                ((Loading.Loaded)
                                Settings.load(
                                        Map.of("port", "3"),
                                        Map.of(
                                                "MINTMARK_ADMIN_KEY",
                                                "x".repeat(40),
                                                "MINTMARK_DATABASE_URL",
                                                "postgresql://ann:hunter2@db/mintmark")))
                        .settings();

        assertThat(settings.inForce())
                .contains(
                        new InForce(Setting.PORT, "3", "--port"),
                        new InForce(Setting.ADMIN_KEY, "***", "MINTMARK_ADMIN_KEY"),
                        new InForce(Setting.MASTER_KEY, "", ""),
                        new InForce(
                                Setting.DATABASE_URL,
                                "postgresql://ann:***@db/mintmark",
                                "MINTMARK_DATABASE_URL"),
                        new InForce(Setting.LOG_LEVEL, "info", ""));
        assertThat(settings.inForce().toString()).doesNotContain("hunter2", "xxx");
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
        "KEY_ROTATE_EVERY, 72m, 71m",
        "KEY_RETIRE_AFTER, 17m, 16m",
        "KEY_ANNOUNCE_AHEAD, 6m, 5m",
        "KEY_ANNOUNCE_AHEAD, 29d, 30d",
        "JWKS_MAX_AGE, 59m, 60m",
        "JWKS_MAX_AGE, 1s, 0s",
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
                                "trusted-proxies", "0.0.0.0/0"),
                        Map.of());

        assertThat(((Loading.Loaded) loading).warnings())
                .containsExactlyInAnyOrder(
                        "access-token-ttl is above 15m: a stolen token works until it expires"
                                + " wherever revocation is not watched",
                        "trusted-proxies covers every address: anyone can claim to be anyone");
    }

    @Test
    void origins_are_written_as_browsers_write_them() {
        assertThat(
                        loaded(
                                        Map.of(
                                                "MINTMARK_SESSION_ORIGINS",
                                                "https://a.example, https://b.example:8443",
                                                "MINTMARK_SESSION_SAME_SITE",
                                                "lax",
                                                "MINTMARK_SESSION_DEVICE_BOUND",
                                                "on"))
                                .browser())
                .isEqualTo(
                        new Browser(
                                Set.of("https://a.example", "https://b.example:8443"),
                                true,
                                true,
                                "Mintmark",
                                Optional.empty()));
        for (var bad :
                List.of(
                        "*",
                        "null",
                        "https://a.example/",
                        "https://a.example/x",
                        "a.example",
                        "http://a.example",
                        "https://a.example:443")) {
            assertThat(problems(Map.of("MINTMARK_SESSION_ORIGINS", bad))).as(bad).hasSize(1);
        }
        assertThat(problems(Map.of("MINTMARK_SESSION_SAME_SITE", "none"))).hasSize(1);
        assertThat(problems(Map.of("MINTMARK_SESSION_DEVICE_BOUND", "true"))).hasSize(1);
        assertThat(problems(Map.of("MINTMARK_BRAND_LOGO", "logo.gif"))).hasSize(1);
        assertThat(problems(Map.of("MINTMARK_BRAND_NAME", " "))).hasSize(1);
    }

    @Test
    void key_times_that_contradict_each_other_are_refused_with_the_reason() {
        assertThat(problems(Map.of("MINTMARK_JWKS_MAX_AGE", "2h")))
                .containsExactly(
                        "key-announce-ahead must be at least 121m, so that every copy of the key set"
                                + " holds a key before it signs: MINTMARK_JWKS_MAX_AGE and 1m for"
                                + " nodes and clocks that lag");
        assertThat(
                        problems(
                                Map.of(
                                        "MINTMARK_ACCESS_TOKEN_TTL", "1h",
                                        "MINTMARK_KEY_RETIRE_AFTER", "1h")))
                .containsExactly(
                        "MINTMARK_KEY_RETIRE_AFTER must be at least 3990s, so that a key outlives the"
                                + " last token it signed: MINTMARK_ACCESS_TOKEN_TTL, jwks-max-age"
                                + " and 90s for nodes and clocks that lag");
    }

    @Test
    void a_database_url_moves_the_embedded_database() {
        assertThat(loaded(Map.of("MINTMARK_DATABASE_URL", "jdbc:sqlite:/var/x.db")).storage())
                .isEqualTo(
                        new Storage(
                                Path.of("./mintmark-data"),
                                new Database.Embedded(Path.of("/var/x.db"))));
        for (var url : List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "mysql://x", "/x.db")) {
            assertThat(problems(Map.of("MINTMARK_DATABASE_URL", url))).hasSize(1);
        }
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
