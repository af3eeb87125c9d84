package dev.mintmark.e2e.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All that ended sessions or may have done so.
final class Ends {
    /// A request without an answer is carried out within this time or never: no node holds on to
    /// one for longer.
    private static final long LATE_MS = Duration.ofSeconds(20).toMillis();

    private final Map<String, List<Call>> ofSession = new HashMap<>();
    private final Map<String, List<Call>> ofPerson = new HashMap<>();

    Ends(List<Call> calls) {
        for (var call : calls) {
            if (call.act().endsOneSession()) {
                add(ofSession, call.asked().session(), call);
            } else if (call.act().endsAllOfAPerson()) {
                add(ofPerson, call.asked().person(), call);
            }
        }
    }

    private static void add(Map<String, List<Call>> ends, String name, Call call) {
        ends.computeIfAbsent(name, _ -> new ArrayList<>()).add(call);
    }

    /// Whether an end had been acknowledged when something was asked.
    ///
    /// @param signIn that opened the session
    boolean wasOver(Call signIn, Call later) {
        return all(signIn)
                .anyMatch(end ->
                        end.isAcknowledgedEnd()
                                && end.over() < later.begun()
                                && surelyEnds(end, signIn));
    }

    /// Whether there is anything that a refusal can come from.
    boolean mayHaveBeenOver(Call signIn, Call refused) {
        return all(signIn)
                .anyMatch(end -> end.begun() < refused.over() && possiblyEnds(end, signIn));
    }

    /// Whether a person could not sign in any more, so that nobody may have been let in.
    boolean mustNotEnter(Call signIn) {
        return person(signIn)
                .filter(end -> end.isAcknowledgedEnd() && end.over() < signIn.begun())
                .anyMatch(end -> shutsOut(end, signIn));
    }

    /// Whether there is anything that a refused sign-in can come from.
    boolean mayBeKeptOut(Call signIn) {
        return person(signIn)
                .filter(end -> end.begun() < signIn.over())
                .anyMatch(end -> shutsOut(end, signIn) || !isLongOver(end, signIn));
    }

    private static boolean shutsOut(Call end, Call signIn) {
        return switch (end.act()) {
            case DISABLE -> true;
            case PASSWORD -> isUnderOldPassword(end, signIn);
            case SIGN_IN, REFRESH, REPLAY, GHOST, LOGOUT, END_SESSION, END_ALL, LOOK -> false;
        };
    }

    private Stream<Call> all(Call signIn) {
        var session = ofSession.getOrDefault(signIn.answered().session(), List.of());
        return Stream.concat(session.stream(), person(signIn));
    }

    private Stream<Call> person(Call signIn) {
        return ofPerson.getOrDefault(signIn.asked().person(), List.of()).stream();
    }

    private static boolean surelyEnds(Call end, Call signIn) {
        return switch (end.act()) {
            case DISABLE, LOGOUT, END_SESSION, REPLAY -> true;
            case PASSWORD -> isUnderOldPassword(end, signIn);
            case END_ALL -> signIn.over() < end.begun();
            case SIGN_IN, REFRESH, GHOST, LOOK -> false;
        };
    }

    private static boolean possiblyEnds(Call end, Call signIn) {
        return switch (end.act()) {
            case DISABLE, LOGOUT, END_SESSION, REPLAY -> true;
            case PASSWORD -> isUnderOldPassword(end, signIn) || !isLongOver(end, signIn);
            case END_ALL -> !isLongOver(end, signIn);
            case SIGN_IN, REFRESH, GHOST, LOOK -> false;
        };
    }

    private static boolean isUnderOldPassword(Call change, Call signIn) {
        return signIn.asked().credential() < change.asked().credential();
    }

    /// Whether an end cannot have had an effect any more when a sign-in began.
    private static boolean isLongOver(Call end, Call signIn) {
        return end.outcome().isDefinite()
                ? end.over() < signIn.begun()
                : end.answered().at() + LATE_MS < signIn.asked().at();
    }
}
