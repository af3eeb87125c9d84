package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Entry.Answered;
import dev.mintmark.e2e.chaos.Entry.Asked;

/// A question and its answer, and where they stand in the history.
///
/// @param begun number of the line of the question
/// @param over number of the line of the answer
record Call(Asked asked, long begun, Answered answered, long over) {
    Act act() {
        return asked.act();
    }

    Outcome outcome() {
        return answered.outcome();
    }

    boolean isGranted() {
        return outcome() == Outcome.GRANTED;
    }

    boolean isRefused() {
        return outcome() == Outcome.REFUSED;
    }

    /// Whether a refresh token was presented.
    boolean presentsToken() {
        return act() == Act.REFRESH || act() == Act.REPLAY || act() == Act.GHOST;
    }

    /// Whether whoever asked was told that it is over now. A thief is told so by being refused.
    boolean isAcknowledgedEnd() {
        return act() == Act.REPLAY ? isRefused() : outcome() == Outcome.DONE;
    }
}
