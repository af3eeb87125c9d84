package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.fetch.Fetched;
import dev.mintmark.verifier.fetch.Fetcher;
import dev.mintmark.verifier.fetch.IssuerMetadata;
import dev.mintmark.verifier.fetch.Wanted;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Which lists the issuer says it has (Token Status List, section 9), so that they are there before
/// the first token that points to them.
final class ListDirectory {

    static final String METADATA_MEMBER = "status_list_aggregation_endpoint";

    private static final Duration EVERY = Duration.ofSeconds(30);

    /// Where the directory is changes with a new version of the issuer, if ever.
    private static final Duration METADATA_EVERY = Duration.ofHours(1);

    private final URI issuer;
    private final Fetcher fetcher;
    private final KnownLists lists;
    private final Counters counters;
    private final InstantSource clock;

    // Of the thread that fetches, but for the last.
    private @Nullable URI address;
    private Optional<String> etag = Optional.empty();
    private long nextMetadataAt = Long.MIN_VALUE;
    private long nextAt = Long.MIN_VALUE;
    private int failures;
    private volatile boolean read;

    ListDirectory(URI issuer, KnownLists lists, Counters counters, InstantSource clock) {
        this.issuer = issuer;
        this.fetcher = Fetcher.around(issuer);
        this.lists = lists;
        this.counters = counters;
        this.clock = clock;
    }

    /// Whether it is known which lists there are, as of some time ago.
    boolean wasRead() {
        return read;
    }

    void readIfDue() {
        long startedAt = clock.millis();
        if (!Due.is(nextAt, startedAt, EVERY.toMillis())) {
            return;
        }
        Optional<String> failure = failureToRead();
        double luck = ThreadLocalRandom.current().nextDouble();
        if (failure.isEmpty()) {
            failures = 0;
            read = true;
            nextAt = startedAt + (long) (EVERY.toMillis() * (0.8 + 0.2 * luck));
        } else {
            // It may have moved.
            nextMetadataAt = Long.MIN_VALUE;
            nextAt = startedAt + ListSchedule.afterFailure(++failures, luck);
            counters.listsFailed(failure);
        }
    }

    private Optional<String> failureToRead() {
        long now = clock.millis();
        if (Due.is(nextMetadataAt, now, METADATA_EVERY.toMillis())) {
            IssuerMetadata metadata = IssuerMetadata.of(issuer, fetcher);
            if (metadata instanceof IssuerMetadata.Failed failed) {
                return Optional.of(failed.reason());
            }
            URI named = ((IssuerMetadata.Found) metadata).address(METADATA_MEMBER).orElse(null);
            if (named == null || !named.equals(address)) {
                etag = Optional.empty();
            }
            address = named;
            nextMetadataAt = now + METADATA_EVERY.toMillis();
        }
        // An issuer without a directory has its lists found through its tokens.
        return address == null ? Optional.empty() : failureToRead(address);
    }

    private Optional<String> failureToRead(URI directory) {
        Fetched fetched = fetcher.get(Wanted.json(directory, "application/json").unless(etag));
        if (fetched instanceof Fetched.Failed failed) {
            return Optional.of(directory + ": " + failed.reason());
        } else if (fetched instanceof Fetched.Document document) {
            Optional<String> failure = failureToTake(document.body());
            etag = failure.isEmpty() ? document.etag() : Optional.empty();
            return failure.map(reason -> directory + ": " + reason);
        }
        return Optional.empty();
    }

    private Optional<String> failureToTake(byte[] body) {
        try {
            if (JsonReader.read(body, JsonLimits.DOCUMENT) instanceof JsonObject members
                    && members.member("status_lists") instanceof JsonArray named) {
                for (var uri : named.items()) {
                    if (uri instanceof JsonString text) {
                        lists.admit(text.value(), clock.millis());
                    }
                }
                return Optional.empty();
            }
            return Optional.of("no object with an array status_lists");
        } catch (MalformedJson e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
