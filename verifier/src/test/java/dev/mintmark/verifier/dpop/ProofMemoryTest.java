package dev.mintmark.verifier.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.dpop.ReplayStore.Use;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@DisplayName("R-207: the memory for used proofs")
class ProofMemoryTest {

    private static final Instant NOW = Tokens.NOW;
    private static final Instant UNTIL = NOW.plusSeconds(70);

    @Test
    void a_use_is_the_first_once() {
        var memory = new ProofMemory(10);
        assertThat(memory.use("a", NOW, UNTIL)).isEqualTo(Use.FIRST);
        assertThat(memory.use("a", NOW, UNTIL)).isEqualTo(Use.REPEATED);
        assertThat(memory.use("b", NOW, UNTIL)).isEqualTo(Use.FIRST);
    }

    @Test
    void a_use_is_remembered_for_as_long_as_was_asked_and_not_much_longer() {
        var memory = new ProofMemory(10);
        memory.use("a", NOW, UNTIL);
        assertThat(memory.use("a", UNTIL, UNTIL)).isEqualTo(Use.REPEATED);
        memory.use("b", UNTIL.plusSeconds(10), UNTIL.plusSeconds(80));
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void what_a_minute_brings_never_exceeds_the_limit() {
        var memory = new ProofMemory(1_000);
        for (int i = 0; i < 50_000; i++) {
            Instant now = NOW.plusMillis(i);
            assertThat(memory.use("proof-" + i, now, now.plusSeconds(70)))
                    .isIn(Use.FIRST, Use.UNKNOWN);
            assertThat(memory.size()).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void a_full_memory_takes_new_proofs_and_refuses_those_it_had_to_forget() {
        var memory = new ProofMemory(100);
        for (int i = 0; i < 600; i++) {
            Instant now = NOW.plusMillis(100L * i);
            assertThat(memory.use("proof-" + i, now, now.plusSeconds(70))).isEqualTo(Use.FIRST);
        }
        Instant now = NOW.plusSeconds(60);
        for (int i = 0; i < 600; i++) {
            Instant until = NOW.plusMillis(100L * i).plusSeconds(70);
            assertThat(memory.use("proof-" + i, now, until)).isIn(Use.UNKNOWN, Use.REPEATED);
        }
        assertThat(memory.use("proof-599", now, NOW.plusMillis(59_900).plusSeconds(70)))
                .isEqualTo(Use.REPEATED);
    }

    @Test
    void one_slice_that_fills_the_memory_alone_is_closed_until_the_next_begins() {
        var memory = new ProofMemory(10);
        for (int i = 0; i < 20; i++) {
            assertThat(memory.use("proof-" + i, NOW, UNTIL))
                    .isEqualTo(i < 10 ? Use.FIRST : Use.UNKNOWN);
        }
        assertThat(memory.use("proof-0", NOW, UNTIL)).isEqualTo(Use.UNKNOWN);
        Instant later = NOW.plusSeconds(5);
        assertThat(memory.use("proof-20", later, later.plusSeconds(70))).isEqualTo(Use.FIRST);
    }

    @Test
    void while_room_is_made_no_proof_is_the_first_twice() throws Exception {
        var memory = new ProofMemory(16);
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 500; round++) {
                Instant until = UNTIL.plusSeconds(round % 60);
                String proof = "proof-" + round;
                var uses = new ArrayList<Callable<Use>>();
                for (int i = 0; i < 4; i++) {
                    String other = proof + "-" + i;
                    uses.add(() -> memory.use(proof, NOW, until));
                    uses.add(() -> memory.use(other, NOW, UNTIL));
                    uses.add(() -> memory.use(proof, NOW, until));
                }
                int first = 0;
                var done = threads.invokeAll(uses);
                for (int i = 0; i < done.size(); i++) {
                    first += i % 3 != 1 && done.get(i).get() == Use.FIRST ? 1 : 0;
                }
                assertThat(first).isLessThanOrEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void of_many_uses_at_once_one_is_the_first() throws Exception {
        var memory = new ProofMemory(10_000);
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 100; round++) {
                String proof = "proof-" + round;
                var uses = new ArrayList<Callable<Use>>();
                for (int i = 0; i < 8; i++) {
                    uses.add(() -> memory.use(proof, NOW, UNTIL));
                }
                int first = 0;
                for (var use : threads.invokeAll(uses)) {
                    first += use.get() == Use.FIRST ? 1 : 0;
                }
                assertThat(first).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_clock_that_was_ahead_for_a_while_does_not_fill_the_memory_forever() {
        var memory = new ProofMemory(1);
        Instant ahead = NOW.plus(Duration.ofDays(1));
        assertThat(memory.use("a", ahead, ahead.plusSeconds(70))).isEqualTo(Use.FIRST);
        assertThat(memory.use("b", NOW, UNTIL)).isEqualTo(Use.FIRST);
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void a_memory_for_nothing_is_a_mistake() {
        assertThatThrownBy(() -> ReplayStore.inMemory(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
