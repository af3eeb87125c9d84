package dev.mintmark.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.e2e.chaos.Finding.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The checker of the chaos run finds each kind of fault, and nothing where there is none.
class CheckerTest {
    private final AHistory history = new AHistory();

    @TempDir private Path folder;

    @Test
    void an_honest_life_has_no_fault() {
        history.signsIn("a").refreshes("a", "b").loses("b").refreshes("b", "c");
        long one = history.asks(Act.REFRESH, 0, "s", "c");
        long twin = history.asks(Act.REFRESH, 0, "s", "c");
        history.answers(one, Outcome.GRANTED, "s", "d").answers(twin, Outcome.UNAVAILABLE, "", "");
        history.refreshes("d", "e")
                .ends(Act.LOGOUT, Outcome.LOST)
                .ends(Act.LOGOUT, Outcome.DONE)
                .isRefused("e");

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_successor_that_is_unknown_when_it_is_first_presented_was_lost() {
        history.signsIn("a").refreshes("a", "b").isRefused("b");

        assertThat(kinds()).containsExactly(Kind.SUCCESSOR_LOST);
    }

    @Test
    void a_session_that_is_unknown_right_after_it_was_opened_was_lost() {
        history.signsIn("a").isRefused("a");

        assertThat(kinds()).containsExactly(Kind.SUCCESSOR_LOST);
    }

    @Test
    void two_successors_of_one_token_are_two_branches() {
        history.signsIn("a").refreshes("a", "b").refreshes("a", "c");

        assertThat(kinds()).containsExactly(Kind.TWO_BRANCHES);
    }

    @Test
    void a_token_that_lives_on_beside_its_used_successor_is_a_second_branch() {
        history.signsIn("a")
                .refreshes("a", "b")
                .refreshes("b", "c")
                .presents(Act.REPLAY, "a", Outcome.GRANTED, "b");

        assertThat(kinds()).containsExactly(Kind.TWO_BRANCHES);
    }

    @Test
    void one_successor_of_two_tokens_is_a_fault() {
        history.signsIn("a").refreshes("a", "b").refreshes("b", "a2").refreshes("a2", "b");

        assertThat(kinds()).contains(Kind.TWO_BRANCHES);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGOUT", "END_SESSION", "END_ALL", "DISABLE"})
    void a_refresh_that_begins_after_an_acknowledged_end_must_not_succeed(Act end) {
        history.signsIn("a").ends(end, Outcome.DONE).refreshes("a", "b");

        assertThat(kinds()).containsExactly(Kind.REVIVED);
    }

    @Test
    void a_refresh_in_a_session_of_the_old_password_must_not_succeed() {
        history.signsIn(0, "s", "a").ends(Act.PASSWORD, 1, Outcome.DONE).refreshes("a", "b");

        assertThat(kinds()).containsExactly(Kind.REVIVED);
    }

    @Test
    void a_refresh_after_a_thief_was_noticed_must_not_succeed() {
        history.signsIn("a")
                .refreshes("a", "b")
                .refreshes("b", "c")
                .presents(Act.REPLAY, "a", Outcome.REFUSED, "")
                .refreshes("c", "d");

        assertThat(kinds()).containsExactly(Kind.REVIVED);
    }

    @Test
    void the_token_of_an_ended_session_must_not_count_as_active() {
        history.signsIn("a").ends(Act.END_SESSION, Outcome.DONE);
        long look = history.asks(Act.LOOK, 0, "s", "");
        history.answers(look, Outcome.GRANTED, "", "");

        assertThat(kinds()).containsExactly(Kind.REVIVED);
    }

    @Test
    void nobody_who_is_disabled_or_has_the_old_password_comes_in() {
        history.ends(Act.PASSWORD, 1, Outcome.DONE)
                .signsIn(0, "s", "a")
                .ends(Act.DISABLE, Outcome.DONE)
                .signsIn(1, "t", "b");

        assertThat(kinds()).containsExactly(Kind.REVIVED, Kind.REVIVED);
    }

    @Test
    void a_refresh_that_overlaps_the_end_may_go_either_way() {
        history.signsIn("a");
        long end = history.asks(Act.END_SESSION, 0, "s", "");
        long refresh = history.asks(Act.REFRESH, 0, "s", "a");
        history.answers(end, Outcome.DONE, "", "")
                .answers(refresh, Outcome.GRANTED, "s", "b")
                .isRefused("b");

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_repetition_that_ends_the_session_logs_a_good_device_out() {
        history.signsIn("a").loses("a").isRefused("a");

        assertThat(kinds()).containsExactly(Kind.LOGGED_OUT);
    }

    @Test
    void a_repetition_after_the_window_is_no_fault_but_is_counted() {
        history.signsIn("a").loses("a").waits(31).isRefused("a");

        assertThat(findings()).isEmpty();
        assertThat(verdict().late()).isEqualTo(1);
    }

    @Test
    void a_good_password_that_is_not_taken_locks_a_good_device_out() {
        long signIn = history.asks(Act.SIGN_IN, 0, "", "");
        history.answers(signIn, Outcome.REFUSED, "", "");

        assertThat(kinds()).containsExactly(Kind.LOGGED_OUT);
    }

    @Test
    void sessions_that_began_after_all_were_ended_are_not_meant() {
        history.ends(Act.END_ALL, Outcome.DONE).signsIn("a").isRefused("a");

        assertThat(kinds()).containsExactly(Kind.SUCCESSOR_LOST);
    }

    @Test
    void an_end_that_nobody_answered_may_come_late_but_not_for_ever() {
        history.ends(Act.END_ALL, Outcome.LOST).signsIn("a").isRefused("a");
        assertThat(findings()).isEmpty();

        history.waits(60).signsIn(0, "t", "x");
        long call = history.asks(Act.REFRESH, 0, "t", "x");
        history.answers(call, Outcome.REFUSED, "", "");
        assertThat(kinds()).containsExactly(Kind.SUCCESSOR_LOST);
    }

    @Test
    void an_answer_that_makes_no_sense_is_a_fault() {
        history.signsIn("a").presents(Act.REFRESH, "a", Outcome.STRANGE, "");

        assertThat(kinds()).containsExactly(Kind.STRANGE);
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_is_found_when_its_own_kind_is_and_no_answer_was_strange(Fault fault) {
        var shown =
                switch (fault) {
                    case NONE -> Set.<Kind>of();
                    case UNDONE -> Set.of(Kind.SUCCESSOR_LOST, Kind.LOGGED_OUT);
                    case BRANCHED -> Set.of(Kind.TWO_BRANCHES, Kind.SUCCESSOR_LOST);
                    case REVIVED -> Set.of(Kind.REVIVED);
                    case IMPATIENT -> Set.of(Kind.LOGGED_OUT);
                };

        assertThat(fault.isShownBy(shown)).isTrue();
        assertThat(fault.isShownBy(Set.of(Kind.STRANGE))).isFalse();
        assertThat(fault.isShownBy(EnumSet.allOf(Kind.class))).isFalse();
        assertThat(fault.isShownBy(Set.of())).isEqualTo(fault == Fault.NONE);
    }

    @Test
    void a_history_says_the_same_when_it_is_read_back() throws IOException {
        var file = folder.resolve("history");
        try (var written = History.in(file)) {
            var ann = new Person("ann");
            var held = new Held("s", "mm_rt_secret", "access");
            long call = written.asked(Act.REFRESH, "d1", ann, 3, held, held.token(), 2);
            written.answered(call, new Reading(Outcome.GRANTED, held, "200"));
            written.note("node 1 is killed");
        }

        var token = Held.fingerprint("mm_rt_secret");
        assertThat(History.read(file))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(
                        new Entry.Asked(1, 0, Act.REFRESH, "d1", "ann", 3, "s", token, 2),
                        new Entry.Answered(1, 0, Outcome.GRANTED, "s", token, "200"),
                        new Entry.Noted(0, "node 1 is killed"));
        assertThat(file).content().doesNotContain("mm_rt_");
    }

    private List<Kind> kinds() {
        return findings().stream().map(Finding::kind).toList();
    }

    private List<Finding> findings() {
        return verdict().findings();
    }

    private Checker.Verdict verdict() {
        return Checker.check(history.entries(), Duration.ofSeconds(30));
    }
}
