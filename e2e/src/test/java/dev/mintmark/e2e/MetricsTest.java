package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// the numbers an authority shows, and the rules and the dashboard that read them.
class MetricsTest {
    private static final Path RULES = Path.of("../ops/prometheus-rules.yml");
    private static final Path DASHBOARD = Path.of("../ops/grafana-dashboard.json");
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static String metrics;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        var caller = authority.caller();
        var admin = authority.admin();
        admin.addUser("ann", PASSWORD);
        var service = caller.basic("svc", admin.addClient("svc", "api", "ES256"));
        var signedIn = caller.signIn("ann", PASSWORD);
        caller.signIn("ann", "wrong");
        caller.refresh(signedIn.text("refresh_token"));
        caller.refresh("mm_rt_nonsense");
        service.introspect(signedIn.text("access_token"));
        service.introspect("nonsense");
        service.form("/oauth2/token", "grant_type", "client_credentials");
        service.form("/oauth2/revoke", "token", signedIn.text("access_token"));
        admin.revoke("jti", "some-token-id");
        caller.get("/.well-known/jwks.json");
        service.json(
                "/v1/verifier-reports",
                "{\"sent_at\":0,\"trusted\":7,\"refused\":{\"expired\":2,\"keys_unavailable\":1}}");
        Eventually.holds(() -> read().contains("mintmark_revocation_propagation_seconds_count 1"));
        metrics = read();
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void r_290_every_number_of_the_contract_is_there() {
        assertThat(metrics)
                .contains("mintmark_tokens_issued_total{grant=\"sign_in\",alg=\"ES256\"} 1\n")
                .contains("mintmark_tokens_issued_total{grant=\"refresh_token\",alg=\"ES256\"} 1\n")
                .contains(
                        "mintmark_tokens_issued_total{grant=\"client_credentials\",alg=\"ES256\"}"
                                + " 1\n")
                .contains("mintmark_refresh_total{outcome=\"rotated\"} 1\n")
                .contains("mintmark_refresh_total{outcome=\"unknown\"} 1\n")
                .contains("mintmark_verify_total{outcome=\"trusted\"} 2\n")
                .contains("mintmark_verify_total{outcome=\"malformed\"} 1\n")
                .contains("mintmark_login_failures_total{reason=\"wrong_password\"} 1\n")
                .contains("mintmark_jwks_fetch_total{outcome=\"sent\"} 1\n")
                .contains("mintmark_reported_verify_total{service=\"svc\",outcome=\"trusted\"} 7\n")
                .contains("mintmark_reported_verify_total{service=\"svc\",outcome=\"expired\"} 2\n")
                .contains("mintmark_signing_key_age_seconds{alg=\"ES256\"} ")
                .contains("mintmark_status_list_age_seconds ");
    }

    @Test
    void r_290_no_label_names_a_person_an_address_or_a_token() {
        assertThat(metrics).doesNotContain("ann", "usr_", "127.0.0.1", "mm_");
    }

    @Test
    void a_route_is_named_as_it_is_registered_and_never_as_it_was_asked_for() {
        authority.caller().get("/status/12345678");
        authority.caller().get("/nothing/is/here");

        assertThat(read())
                .contains("http_route=\"/status/{list}\"")
                .contains("http_route=\"none\"")
                .doesNotContain("12345678", "nothing");
    }

    @Test
    void only_direct_callers_on_this_machine_and_administrators_may_read_them() {
        var caller = authority.caller();
        var passedOn =
                caller.send(caller.request("/metrics").header("X-Forwarded-For", "192.0.2.1"));

        assertThat(passedOn.status()).isEqualTo(401);
        assertThat(passedOn.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(caller.bearer("wrong").get("/metrics").status()).isEqualTo(401);
        var asAdmin = caller.bearer(authority.adminKey());
        assertThat(
                        asAdmin.send(
                                        asAdmin.request("/metrics")
                                                .header("X-Forwarded-For", "192.0.2.1"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void promtool_finds_nothing_wrong_with_them() throws Exception {
        assertThat(promtool(metrics, "check", "metrics")).isEmpty();
    }

    @Test
    void r_293_promtool_finds_nothing_wrong_with_the_rules() throws Exception {
        assertThat(promtool("", "check", "rules", RULES.toString())).contains("SUCCESS");
    }

    @Test
    void r_293_what_rules_and_dashboard_ask_for_is_there() throws Exception {
        var known = names(Pattern.compile("^([a-z_]+)(?:\\{|\\ )", Pattern.MULTILINE), metrics);
        var asked = new TreeSet<String>();
        for (var file : List.of(RULES, DASHBOARD)) {
            asked.addAll(
                    names(
                            Pattern.compile("\\b((?:mintmark|http_server|jvm|process)_[a-z_]+)"),
                            Files.readString(file)));
        }

        assertThat(asked).hasSizeGreaterThan(10);
        // Nobody reuses a refresh token here, but counters of one name stand and fall together.
        assertThat(known).containsAll(asked);
    }

    @Test
    void r_293_every_expression_of_the_dashboard_can_be_parsed() throws Exception {
        var panels = (List<?>) Answer.parse(Files.readString(DASHBOARD)).get("panels");
        var rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        int count = 0;
        for (var panel : panels) {
            for (var target : (List<?>) ((Map<?, ?>) panel).get("targets")) {
                var expression = String.valueOf(((Map<?, ?>) target).get("expr"));
                rules.append("  - record: panel_").append(count++).append("\n    expr: ");
                rules.append("'").append(expression).append("'\n");
            }
        }
        var file = Files.writeString(folder.resolve("dashboard.yml"), rules);

        assertThat(promtool("", "check", "rules", file.toString()))
                .contains("SUCCESS: " + count + " rules found");
    }

    private static String read() {
        var answer = authority.caller().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }

    private static Set<String> names(Pattern pattern, String text) {
        var names = new TreeSet<String>();
        pattern.matcher(text).results().forEach(hit -> names.add(hit.group(1)));
        return names;
    }

    /// What it says; it must be content.
    private static String promtool(String input, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("promtool is not installed");
            throw e;
        }
        try (var in = process.outputWriter(UTF_8)) {
            in.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
