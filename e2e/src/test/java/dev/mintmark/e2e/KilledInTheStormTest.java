package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The promise behind every answer: what a client was told is on the disk. Thirty-two applications
/// refresh as fast as they can, the authority is killed under them, and the next one has to know
/// every token that any of them got.
class KilledInTheStormTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int FAMILIES = 32;
    private static final int ROTATIONS = 5_000;

    @TempDir private Path folder;

    /// One application: it refreshes, keeps what it was given, and goes on from there.
    private static final class Chain {
        private final List<String> acknowledged = new ArrayList<>();
        private boolean refused;

        Chain(String first) {
            acknowledged.add(first);
        }

        void refreshUntilTheLineBreaks(Caller application, Semaphore rotations) {
            try {
                while (!refused) {
                    var answer = application.refresh(newest());
                    refused = answer.status() != 200;
                    if (!refused) {
                        acknowledged.add(answer.text("refresh_token"));
                        rotations.release();
                    }
                }
            } catch (UncheckedIOException _) {
                // Killed. What was under way may or may not have happened.
            }
        }

        String newest() {
            return acknowledged.getLast();
        }
    }

    @Test
    void whatever_was_acknowledged_survives_kill_nine() throws InterruptedException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var chains = new ArrayList<Chain>();
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            authority.admin().addUser("ann", PASSWORD);
            var application = authority.caller();
            for (int i = 0; i < FAMILIES; i++) {
                chains.add(new Chain(application.signIn("ann", PASSWORD).text("refresh_token")));
            }
            long began = System.nanoTime();
            storm(chains, authority, random);
            report(chains, System.nanoTime() - began, seed);

            try (var revived = authority.again()) {
                for (var chain : chains) {
                    assertOneBranchLives(revived.caller(), chain);
                }
                for (var chain : chains.subList(0, FAMILIES / 4)) {
                    assertAnOldTokenIsReuse(revived.caller(), chain);
                }
                for (var chain : chains.subList(FAMILIES / 4, FAMILIES)) {
                    assertThat(revived.caller().refresh(chain.newest()).status()).isEqualTo(200);
                }
                assertThat(revived.log()).doesNotContain("\"level\":\"error\"");
            }
        }
    }

    private static void storm(List<Chain> chains, AuthorityProcess authority, Random random)
            throws InterruptedException {
        var rotations = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var chain : chains) {
                threads.execute(
                        () -> chain.refreshUntilTheLineBreaks(authority.caller(), rotations));
            }
            rotations.acquire(ROTATIONS + random.nextInt(1_000));
            authority.kill();
        }
        assertThat(chains).noneMatch(chain -> chain.refused);
    }

    /// The newest token anybody was given works, all who present it at once get one and the same
    /// successor, and that one carries on.
    private static void assertOneBranchLives(Caller application, Chain chain)
            throws InterruptedException {
        var answers = AtOnce.run(4, () -> application.refresh(chain.newest()));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(one -> one.text("refresh_token"))
                .containsOnly(answers.getFirst().text("refresh_token"));
        chain.acknowledged.add(answers.getFirst().text("refresh_token"));
        var next = application.refresh(chain.newest());
        assertThat(next.status()).isEqualTo(200);
        chain.acknowledged.add(next.text("refresh_token"));
        assertThat(chain.acknowledged).doesNotHaveDuplicates();
    }

    private static void assertAnOldTokenIsReuse(Caller application, Chain chain) {
        var fromBeforeTheKill = chain.acknowledged.get(chain.acknowledged.size() - 4);

        assertThat(application.refresh(fromBeforeTheKill).error()).isEqualTo("invalid_grant");
        assertThat(application.refresh(chain.newest()).error()).isEqualTo("invalid_grant");
    }

    private static void report(List<Chain> chains, long nanos, long seed) {
        int rotations = chains.stream().mapToInt(chain -> chain.acknowledged.size() - 1).sum();
        System.out.printf(
                "%d acknowledged rotations of %d families in %.1f s, then kill -9 (seed %d)%n",
                rotations, chains.size(), nanos / 1e9, seed);
        assertThat(rotations).isGreaterThanOrEqualTo(ROTATIONS);
    }
}
