package dev.mintmark.server.revocation;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.session.BrowserSessions;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes the word of whoever holds a token that it is in wrong hands. A token takes its whole
/// session with it, for nobody knows what else leaked; a service's token, which has none, dies
/// alone.
///
/// It takes the token itself, and whoever has that and means harm does better to use it.
public final class LeakReports {
    private final Function<String, Verdict> verifier;
    private final Families families;
    private final BrowserSessions browsers;
    private final Revocations revocations;
    private final Events events;

    /// @param verifier of this authority's own tokens, whatever their audience
    public LeakReports(
            Function<String, Verdict> verifier,
            Families families,
            BrowserSessions browsers,
            Revocations revocations,
            Events events) {
        this.verifier = verifier;
        this.families = families;
        this.browsers = browsers;
        this.revocations = revocations;
        this.events = events;
    }

    /// What lived is dead when this returns, and durably so.
    public void take(List<String> credentials, Origin origin) {
        int ended = 0;
        for (var credential : credentials) {
            if (end(credential, origin)) {
                ended++;
            }
        }
        events.record(new Event.LeakReported(credentials.size(), ended, origin));
    }

    /// @return whether it lived until now
    private boolean end(String credential, Origin origin) {
        if (MarkedText.isMarked(MarkedText.Kind.REFRESH_TOKEN, credential)) {
            return end(families.find(credential), origin);
        }
        if (MarkedText.isMarked(MarkedText.Kind.SESSION_HANDLE, credential)) {
            return end(browsers.find(credential), origin);
        }
        return switch (verifier.apply(credential)) {
            case Verdict.Refused _ -> false;
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
            case Verdict.Trusted trusted ->
                    trusted.sessionId()
                            .flatMap(FamilyId::parse)
                            .map(session -> families.end(session, EndReason.LEAKED, origin))
                            .orElseGet(() -> revocations.deny(trusted, EndReason.LEAKED, origin));
        };
    }

    private boolean end(Optional<Snapshot> found, Origin origin) {
        return found.map(Snapshot::family)
                .filter(family -> families.end(family, EndReason.LEAKED, origin))
                .isPresent();
    }
}
