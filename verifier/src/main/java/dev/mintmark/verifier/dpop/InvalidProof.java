package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;

/// A proof breaks a rule. Inside this package only, where the many rules of one proof are read one
/// after the other; outside it is a refusal like any other. Without a stack trace: what strangers
/// send must not be able to be expensive.
final class InvalidProof extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// @param rule for the operator; never quotes the proof
    InvalidProof(String rule) {
        this(Reason.DPOP_INVALID, rule);
    }

    InvalidProof(Reason reason, String rule) {
        super(rule, null, false, false);
        this.reason = reason;
    }

    Verdict.Refused refusal() {
        return new Verdict.Refused(reason, String.valueOf(getMessage()));
    }
}
