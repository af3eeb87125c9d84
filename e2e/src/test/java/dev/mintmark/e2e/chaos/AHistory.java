package dev.mintmark.e2e.chaos;

import java.util.ArrayList;
import java.util.List;

/// A history made up by a test. Everything in it happens a second after the other, about ann and
/// her session `s` unless it says otherwise.
final class AHistory {
    private final List<Entry> entries = new ArrayList<>();
    private long calls;
    private long now;

    /// A question without an answer as yet.
    long asks(Act act, int credential, String session, String token) {
        now += 1_000;
        calls++;
        entries.add(new Entry.Asked(calls, now, act, "d1", "ann", credential, session, token, 1));
        return calls;
    }

    AHistory answers(long call, Outcome outcome, String session, String token) {
        entries.add(new Entry.Answered(call, now, outcome, session, token, ""));
        return this;
    }

    AHistory signsIn(String token) {
        return signsIn(0, "s", token);
    }

    AHistory signsIn(int credential, String session, String token) {
        long call = asks(Act.SIGN_IN, credential, "", "");
        return answers(call, Outcome.GRANTED, session, token);
    }

    AHistory refreshes(String token, String successor) {
        return presents(Act.REFRESH, token, Outcome.GRANTED, successor);
    }

    AHistory isRefused(String token) {
        return presents(Act.REFRESH, token, Outcome.REFUSED, "");
    }

    AHistory loses(String token) {
        return presents(Act.REFRESH, token, Outcome.LOST, "");
    }

    AHistory presents(Act act, String token, Outcome outcome, String successor) {
        long call = asks(act, 0, "s", token);
        return answers(call, outcome, outcome == Outcome.GRANTED ? "s" : "", successor);
    }

    AHistory ends(Act act, Outcome outcome) {
        return ends(act, 0, outcome);
    }

    AHistory ends(Act act, int credential, Outcome outcome) {
        long call = asks(act, credential, act.endsOneSession() ? "s" : "", "");
        return answers(call, outcome, "", "");
    }

    AHistory waits(int seconds) {
        now += 1_000L * seconds;
        return this;
    }

    List<Entry> entries() {
        return entries;
    }
}
