package dev.mintmark.verifier.revocation;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// Tells the operator when knowledge has become too old to go by, and when it is recent again. Two
/// lines an outage, whatever comes.
final class Outlook {

    private final System.Logger log;
    private long judgedBefore;
    private boolean warned;

    Outlook(System.Logger log) {
        this.log = log;
    }

    /// Speaks up once tokens are judged without recent news.
    void look(StalePolicy policy, Counters counters, boolean current) {
        long judged = counters.judgedWithoutNews.sum();
        if (!warned && judged > judgedBefore) {
            warned = true;
            log.log(
                    Level.WARNING,
                    "no recent news of revocations: tokens {0}. Stream: {1}. Lists: {2}.",
                    policy == StalePolicy.FAIL_CLOSED
                            ? "cannot be judged"
                            : "count until they expire",
                    said(counters.streamFailure()),
                    said(counters.listFailure()));
        } else if (warned && current) {
            warned = false;
            log.log(Level.INFO, "news of revocations is recent again");
        }
        judgedBefore = judged;
    }

    private static String said(Optional<String> failure) {
        return failure.orElse("no failure");
    }
}
