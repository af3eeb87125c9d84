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
import java.util.Map;

/// What becomes of sessions as time goes by and as people change: one authority over HTTP, whose
/// clock we hold.
class PassageOfTimeTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration MOMENT = Duration.ofMillis(1);

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Admin admin;
    private Caller application;
    private Caller service;

    @BeforeEach
    void start() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var settings =
                DataFolders.settings(
                        data,
                        Map.of(
                                "refresh-idle-ttl", "10d",
                                "refresh-absolute-ttl", "30d",
                                "refresh-successor-window", "20s",
                                "access-token-ttl", "5m"));
        authority = Mintmark.start(settings, clock);
        application = new Caller(authority.baseUrl());
        admin = new Admin(application, Files.readString(data.resolve("admin.key")).strip());
        admin.addUser("ann", PASSWORD);
        service = application.basic("svc", admin.addClient("svc", "api", "ES256"));
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void to_the_last_moment_of_the_window_a_parent_gets_its_child_again() {
        var parent = signIn().text("refresh_token");
        var child = application.refresh(parent).text("refresh_token");

        clock.advance(Duration.ofSeconds(20));

        assertThat(application.refresh(parent).text("refresh_token")).isEqualTo(child);
    }

    @Test
    void after_the_window_a_parent_ends_the_session() {
        var signedIn = signIn();
        var parent = signedIn.text("refresh_token");
        var child = application.refresh(parent).text("refresh_token");

        clock.advance(Duration.ofSeconds(20).plus(MOMENT));

        assertRefused(parent);
        assertRefused(child);
        assertInactive(signedIn);
    }

    @Test
    void a_session_nobody_uses_ends_after_its_idle_life() {
        var token = signIn().text("refresh_token");

        clock.advance(Duration.ofDays(10).minus(MOMENT));
        var rescued = application.refresh(token);
        assertThat(rescued.status()).isEqualTo(200);
        clock.advance(Duration.ofDays(10));

        assertRefused(rescued.text("refresh_token"));
    }

    @Test
    void a_session_in_daily_use_ends_with_its_absolute_life() {
        var answer = signIn();
        for (int day = 0; day < 29; day++) {
            clock.advance(Duration.ofDays(1));
            answer = application.refresh(answer.text("refresh_token"));
            assertThat(answer.status()).isEqualTo(200);
        }
        clock.advance(Duration.ofDays(1).minusSeconds(60));
        var last = application.refresh(answer.text("refresh_token"));
        assertThat(last.json())
                .as("no token outlives its session")
                .containsEntry("expires_in", 60L);

        clock.advance(Duration.ofSeconds(60));

        assertRefused(last.text("refresh_token"));
        assertInactive(last);
    }

    @Test
    void an_access_token_is_inactive_from_the_second_it_expires() {
        var signedIn = signIn();

        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(introspect(signedIn).json()).containsEntry("active", true);
        clock.advance(Duration.ofSeconds(1));

        assertInactive(signedIn);
    }

    @Test
    void disabling_a_person_ends_everything_they_have() {
        var signedIn = signIn();
        assertThat(admin.disable("ann").status()).isEqualTo(200);

        assertInactive(signedIn);
        assertRefused(signedIn.text("refresh_token"));
        assertThat(application.signIn("ann", PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void a_new_password_ends_the_sessions_that_began_under_the_old_one() {
        var signedIn = signIn();
        assertThat(admin.setPassword("ann", "a better battery").status()).isEqualTo(204);

        assertInactive(signedIn);
        assertRefused(signedIn.text("refresh_token"));
        assertThat(application.signIn("ann", PASSWORD).status()).isEqualTo(401);
        assertThat(application.signIn("ann", "a better battery").status()).isEqualTo(200);
    }

    @Test
    void a_revoked_access_token_stays_dead_over_a_restart() throws Exception {
        var signedIn = signIn();
        var token = signedIn.text("access_token");
        application.form("/oauth2/revoke", "token", token);
        assertInactive(signedIn);

        authority.close();
        var settings = DataFolders.settings(folder.resolve("data"), Map.of("issuer", issuer()));
        authority = Mintmark.start(settings, clock);

        assertThat(service.at(authority.baseUrl()).introspect(token).body())
                .isEqualTo("{\"active\":false}");
        assertThat(
                        service.at(authority.baseUrl())
                                .form("/oauth2/token", "grant_type", "client_credentials")
                                .status())
                .isEqualTo(200);
    }

    private String issuer() {
        return authority.issuer().text();
    }

    private Answer signIn() {
        var answer = application.signIn("ann", PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer introspect(Answer tokens) {
        return service.introspect(tokens.text("access_token"));
    }

    private void assertInactive(Answer tokens) {
        assertThat(introspect(tokens).body()).isEqualTo("{\"active\":false}");
    }

    private void assertRefused(String refreshToken) {
        var answer = application.refresh(refreshToken);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_grant");
    }
}
