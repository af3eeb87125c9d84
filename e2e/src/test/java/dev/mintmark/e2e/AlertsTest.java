package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// R-293 over HTTP, with a clock that we hold: what happens becomes an alert that can be read.
class AlertsTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Caller caller;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        var data = DataFolders.startedOnce(folder);
        authority = Mintmark.start(DataFolders.settings(data, Map.of()), clock);
        caller = new Caller(authority.baseUrl());
        admin = new Admin(caller, Files.readString(data.resolve("admin.key")).strip());
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void a_stolen_refresh_token_is_an_alert_until_it_is_quiet() {
        var user = admin.addUser("ann", PASSWORD);
        var first = caller.signIn("ann", PASSWORD).text("refresh_token");
        var second = caller.refresh(first).text("refresh_token");
        caller.refresh(second);
        clock.advance(Duration.ofSeconds(40));
        assertThat(caller.refresh(first).status()).isEqualTo(400);

        authority.tend();

        assertThat(alerts("open")).hasSize(1);
        assertThat(alerts("open").getFirst())
                .containsEntry("kind", "refresh_reuse")
                .containsEntry("severity", "high")
                .containsEntry("about", user);
        clock.advance(Duration.ofHours(2));
        authority.tend();
        assertThat(alerts("open")).isEmpty();
        assertThat(alerts("all").getFirst()).containsKey("closed_at");
    }

    @Test
    void what_a_service_reports_is_seen() {
        var service = caller.basic("orders", admin.addClient("orders", "api", "ES256"));
        for (int i = 0; i < 2; i++) {
            var report =
                    """
                    {"sent_at":%d,"trusted":10,"keys_fail":true,"refused":{"bad_signature":80}}\
                    """
                            .formatted(clock.millis() + 60_000);
            assertThat(service.json("/v1/verifier-reports", report).status()).isEqualTo(204);
            clock.advance(Duration.ofMinutes(1));
        }

        authority.tend();

        assertThat(alerts("open"))
                .extracting(alert -> alert.get("kind") + " " + alert.get("about"))
                .containsExactlyInAnyOrder(
                        "invalid_tokens orders", "jwks_outage key_set", "clock_drift orders");
    }

    @Test
    void reports_need_the_secret_of_a_client_and_are_numbers() {
        var service = caller.basic("orders", admin.addClient("orders", "api", "ES256"));

        assertThat(caller.json("/v1/verifier-reports", "{}").status()).isEqualTo(401);
        assertThat(caller.basic("orders", "wrong").json("/v1/verifier-reports", "{}").status())
                .isEqualTo(401);
        for (var bad :
                List.of(
                        "[]",
                        "{\"refused\":[]}",
                        "{\"trusted\":-1}",
                        "{\"trusted\":99999999999}",
                        "{\"refused\":{\"expired\":\"many\"}}")) {
            assertThat(service.json("/v1/verifier-reports", bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(
                        service.json("/v1/verifier-reports", "{\"refused\":{\"no such reason\":7}}")
                                .status())
                .isEqualTo(204);
    }

    @Test
    void a_service_may_report_only_so_often() {
        var service = caller.basic("orders", admin.addClient("orders", "api", "ES256"));
        for (int i = 0; i < 72; i++) {
            assertThat(service.json("/v1/verifier-reports", "{}").status()).isEqualTo(204);
        }

        assertThat(service.json("/v1/verifier-reports", "{}").status()).isEqualTo(429);
    }

    /// But for those about status lists, which are published by the time of the machine.
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> alerts(String state) {
        var answer = admin.caller().get("/admin/v1/alerts?state=" + state);
        assertThat(answer.status()).isEqualTo(200);
        return ((List<Map<String, Object>>) answer.json().get("alerts"))
                .stream().filter(alert -> !"status_list_late".equals(alert.get("kind"))).toList();
    }
}
