package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The number one production complaint about rotating refresh tokens: two tabs refresh at once, one
/// of them is signed out. Here both get the same new token, and a thief still gives himself away.
class ConvergenceTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int ROUNDS = 200;
    private static final int TABS = 8;

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Caller application;
    private static Caller service;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", PASSWORD);
        var secret = authority.admin().addClient("api-service", "api", "ES256");
        application = authority.caller();
        service = application.basic("api-service", secret);
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void tabs_that_refresh_at_once_all_go_on_with_the_same_token() throws InterruptedException {
        var token = signIn().text("refresh_token");
        for (int round = 0; round < ROUNDS; round++) {
            var presented = token;
            var answers = AtOnce.run(TABS, () -> application.refresh(presented));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers)
                    .extracting(one -> one.text("refresh_token"))
                    .containsOnly(answers.getFirst().text("refresh_token"));
            token = answers.getFirst().text("refresh_token");
            assertThat(token).isNotEqualTo(presented);
        }
        assertThat(application.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void a_lost_answer_is_made_good_by_asking_again() {
        var parent = signIn().text("refresh_token");
        var lost = application.refresh(parent);

        var again = application.refresh(parent);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("refresh_token")).isEqualTo(lost.text("refresh_token"));
        assertThat(application.refresh(again.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void a_parent_that_comes_back_after_its_child_was_used_ends_the_session() {
        var first = signIn();
        var parent = first.text("refresh_token");
        var child = application.refresh(parent).text("refresh_token");
        var grandchild = application.refresh(child);
        assertThat(introspect(grandchild)).containsEntry("active", true);

        var reused = application.refresh(parent);

        assertThat(reused.status()).isEqualTo(400);
        assertThat(reused.error()).isEqualTo("invalid_grant");
        assertThat(application.refresh(child).error()).isEqualTo("invalid_grant");
        assertThat(application.refresh(grandchild.text("refresh_token")).error())
                .isEqualTo("invalid_grant");
        assertThat(service.introspect(first.text("access_token")).body())
                .isEqualTo("{\"active\":false}");
        assertThat(service.introspect(grandchild.text("access_token")).body())
                .isEqualTo("{\"active\":false}");
        assertThat(authority.log()).contains("refresh token reused");
    }

    @Test
    void a_thief_among_eight_simultaneous_users_of_an_old_token_gets_nothing()
            throws InterruptedException {
        var parent = signIn().text("refresh_token");
        var child = application.refresh(parent).text("refresh_token");
        application.refresh(child);

        var answers = AtOnce.run(TABS, () -> application.refresh(parent));

        assertThat(answers).extracting(Answer::status).containsOnly(400);
        assertThat(answers).extracting(Answer::error).containsOnly("invalid_grant");
    }

    @Test
    void one_ended_session_leaves_the_other_sessions_of_a_person_alone() {
        var parent = signIn().text("refresh_token");
        var bystander = signIn().text("refresh_token");
        application.refresh(application.refresh(parent).text("refresh_token"));

        application.refresh(parent);

        assertThat(application.refresh(bystander).status()).isEqualTo(200);
    }

    private static Answer signIn() {
        return application.signIn("ann", PASSWORD);
    }

    private static java.util.Map<String, Object> introspect(Answer answer) {
        return service.introspect(answer.text("access_token")).json();
    }
}
