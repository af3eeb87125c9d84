package dev.mintmark.verifier.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a feed is doing: for health checks, metrics and whoever looks for a cause. Holds nothing of
/// any token.
///
/// @param current whether tokens are judged by knowledge as recent as was asked for
/// @param streamOpen whether the issuer's stream is connected; false also where none was configured
/// @param newestAge how long ago the newest is that is known; empty when nothing is
/// @param oldestListAge the same of the list that is furthest behind; empty when there is no list
/// @param lists how many status lists are known, those included that were not fetched yet
/// @param listBytes how much memory their places take
/// @param revocations how many sessions, tokens, subjects and places are remembered from the stream
/// @param complete false while something had to be dropped for want of room that still may matter
/// @param framesAccepted signed frames that were taken in
/// @param timeUnderway how long these took from the issuer's signature to here, all together; each
///   to about a second
/// @param framesIgnored those that were not, by cause
/// @param itemsSkipped items in accepted frames that mean nothing to this version
/// @param itemsDropped items for which there was no room
/// @param connections attempts to connect to the stream
/// @param judgedWithoutNews tokens that were judged by the policy for stale knowledge
/// @param clockSkew how far the issuer's clock is ahead of ours, to about a second
/// @param listFailure why the last fetch of a list or of the directory failed; empty when it did
///   not
/// @param streamFailure why there is no stream; empty while there is
public record FeedState(
        boolean current,
        boolean streamOpen,
        Optional<Duration> newestAge,
        Optional<Duration> oldestListAge,
        int lists,
        long listBytes,
        int revocations,
        boolean complete,
        long framesAccepted,
        Duration timeUnderway,
        Map<Ignored, Long> framesIgnored,
        long itemsSkipped,
        long itemsDropped,
        long connections,
        long judgedWithoutNews,
        Optional<Duration> clockSkew,
        Optional<String> listFailure,
        Optional<String> streamFailure) {

    public FeedState {
        framesIgnored = Map.copyOf(framesIgnored);
    }
}
