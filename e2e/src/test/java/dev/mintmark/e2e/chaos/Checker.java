package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Finding.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks for broken promises in a history. It knows nothing but what is written there, and nothing
/// of how the authority does what it does.
final class Checker {
    private final List<Call> calls;
    private final Ends ends;
    private final long windowMs;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Call> signInOf = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();
    private final Map<String, String> predecessors = new HashMap<>();

    /// By token: the line at which somebody first had its successor in hand.
    private final Map<String, Long> usedAt = new HashMap<>();

    /// By token: when it was first presented, in milliseconds and as a line.
    private final Map<String, Call> firstPresented = new HashMap<>();

    private int late;

    private Checker(List<Call> calls, Duration window) {
        this.calls = calls;
        this.ends = new Ends(calls);
        this.windowMs = window.toMillis();
    }

    /// @param late devices that tried again only after the window for it was over, which ends their
    ///   session by rule
    record Verdict(List<Finding> findings, int late) {
        Set<Kind> kinds() {
            return findings.stream().map(Finding::kind).collect(Collectors.toUnmodifiableSet());
        }

        long count(Kind kind) {
            return findings.stream().filter(finding -> finding.kind() == kind).count();
        }
    }

    /// @param window within which a refresh may be repeated
    static Verdict check(List<Entry> history, Duration window) {
        var checker = new Checker(Calls.of(history), window);
        checker.learn();
        checker.calls.forEach(checker::judge);
        return new Verdict(List.copyOf(checker.findings), checker.late);
    }

    private void learn() {
        for (var call : calls) {
            if (call.act() == Act.SIGN_IN && call.isGranted()) {
                signInOf.put(call.answered().session(), call);
            }
            if (call.presentsToken()) {
                firstPresented.putIfAbsent(call.asked().token(), call);
                if (call.isGranted()) {
                    usedAt.merge(call.asked().token(), call.over(), Math::min);
                }
            }
        }
    }

    private void judge(Call call) {
        if (call.outcome() == Outcome.STRANGE) {
            found(Kind.STRANGE, call, call.act() + " was answered with " + detail(call));
        } else if (call.act() == Act.SIGN_IN) {
            judgeSignIn(call);
        } else if (call.presentsToken() || call.act() == Act.LOOK) {
            judgeUse(call);
        }
    }

    private void judgeSignIn(Call call) {
        if (call.isGranted() && ends.mustNotEnter(call)) {
            found(Kind.REVIVED, call, call.asked().person() + " came in who must not");
        }
        if (call.isRefused() && !ends.mayBeKeptOut(call)) {
            found(Kind.LOGGED_OUT, call, call.asked().person() + " was not let in");
        }
    }

    private void judgeUse(Call call) {
        var session = call.asked().session();
        var signIn = signInOf.get(session);
        if (signIn == null) {
            found(Kind.STRANGE, call, "nobody opened the session " + session);
            return;
        }
        if (call.isGranted()) {
            if (ends.wasOver(signIn, call)) {
                found(Kind.REVIVED, call, call.act() + " in " + session + ", which was over");
            }
            if (call.presentsToken()) {
                judgeSuccessor(call);
            }
        }
        if (call.isRefused() && !ends.mayHaveBeenOver(signIn, call)) {
            judgeRefusal(call);
        }
    }

    private void judgeSuccessor(Call call) {
        var token = call.asked().token();
        var successor = call.answered().token();
        if (!call.answered().session().equals(call.asked().session())) {
            found(Kind.STRANGE, call, "the answer is of another session");
        }
        var known = successors.putIfAbsent(token, successor);
        if (known != null && !known.equals(successor)) {
            found(Kind.TWO_BRANCHES, call, token + " has two successors");
        }
        var parent = predecessors.putIfAbsent(successor, token);
        if (parent != null && !parent.equals(token)) {
            found(Kind.TWO_BRANCHES, call, successor + " is the successor of two tokens");
        }
        var used = usedAt.get(successor);
        if (used != null && used < call.begun()) {
            found(Kind.TWO_BRANCHES, call, token + " lives on beside what replaced it");
        }
    }

    private void judgeRefusal(Call call) {
        var session = call.asked().session();
        if (call.act() == Act.LOOK) {
            found(Kind.LOGGED_OUT, call, "a token of " + session + " counts as dead");
        }
        if (call.act() != Act.REFRESH) {
            return;
        }
        var first = firstPresented.get(call.asked().token());
        if (first.equals(call)) {
            found(Kind.SUCCESSOR_LOST, call, "the newest token of " + session + " is unknown");
        } else if (call.asked().at() - first.asked().at() > windowMs) {
            late++;
        } else {
            found(Kind.LOGGED_OUT, call, "a repetition ended " + session);
        }
    }

    private static String detail(Call call) {
        return call.answered().detail();
    }

    private void found(Kind kind, Call call, String what) {
        findings.add(new Finding(kind, call.asked().call(), what));
    }
}
