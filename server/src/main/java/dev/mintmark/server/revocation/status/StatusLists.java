package dev.mintmark.server.revocation.status;

import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.Watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All status lists of this authority, kept current and signed anew on a thread of their own.
/// Whoever asks for one gets bytes that are there already.
public final class StatusLists implements Watch.Listener, AutoCloseable {
    private static final Log LOG = Log.of(StatusLists.class);

    /// Where a list is found below the issuer.
    private static final String PATH = "/status/";

    /// Revocations that come in quick succession share a signature.
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// When what is published is so old that something is wrong: twice what verifiers go by.
    public static final Duration LATE = StatusBoard.TTL.multipliedBy(2);

    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final String issuer;
    private final ListCalendar calendar;
    private final StatusListStore store;
    private final Supplier<SigningKey> key;
    private final ConcurrentMap<Integer, StatusBoard> boards = new ConcurrentHashMap<>();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread;
    private volatile boolean everybody;
    private boolean failing;
    private volatile Supplier<Instant> knownAsOf = () -> Instant.MIN;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param key that signs at the moment
    public StatusLists(
            String issuer, ListCalendar calendar, StatusListStore store, Supplier<SigningKey> key) {
        this.issuer = issuer;
        this.calendar = calendar;
        this.store = store;
        this.key = key;
        this.thread = Thread.ofPlatform().name("status-lists").daemon().unstarted(this::loop);
    }

    /// The address of a list, as tokens give it.
    public static String uri(String issuer, int list) {
        return issuer + PATH + list;
    }

    /// Publishes every list for the first time; they are there when this returns.
    ///
    /// @param asOf the moment since which nothing is missed, as it moves on
    public void start(Supplier<Instant> asOf) {
        knownAsOf = asOf;
        publish();
        thread.start();
    }

    public Optional<PublishedList> find(int list) {
        return Optional.ofNullable(boards.get(list)).flatMap(StatusBoard::current);
    }

    /// The moment up to which even the oldest of the published lists tells of everything; empty
    /// while there is none.
    public Optional<Instant> oldest() {
        return boards.values().stream()
                .flatMap(board -> board.current().stream())
                .map(PublishedList::asOf)
                .min(Comparator.naturalOrder());
    }

    /// The addresses of all lists.
    public List<String> uris() {
        return boards.keySet().stream().sorted().map(list -> uri(issuer, list)).toList();
    }

    @Override
    public void hear(List<Notice> notices) {
        for (var notice : notices) {
            switch (notice.what()) {
                case Revoked.Session(_, var status) -> board(status.list()).revoke(status.place());
                case Revoked.OfEverybody _ -> everybody = true;
                // What else ends sessions is told of each of them, too.
                case Revoked.Token _, Revoked.OfUser _, Revoked.Key _ -> {}
            }
        }
        changed.release();
    }

    @Override
    public void close() {
        closing.countDown();
        changed.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (closing.getCount() > 0) {
            try {
                var _ = changed.tryAcquire(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                changed.drainPermits();
                publish();
                failing = false;
                // What is revoked meanwhile is published together after it.
                var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody has a reason to; the thread ends when it is closed.
                LOG.debug("the status lists were interrupted and go on");
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("could not publish the status lists; will go on trying", e);
                }
                failing = true;
            }
        }
    }

    /// Bits are set before the moment moves on, so what is read here in this order is true.
    private void publish() {
        var asOf = knownAsOf.get();
        var terms = calendar.terms();
        var listed = terms.stream().map(ListTerm::id).collect(Collectors.toSet());
        int newest = terms.stream().mapToInt(ListTerm::id).max().orElse(0);
        // One that is newer than what the calendar knows was made by another node just now.
        boards.keySet().removeIf(list -> !listed.contains(list) && list < newest);
        listed.forEach(this::board);
        if (everybody) {
            revokeEverybodys();
        }
        boards.values().forEach(board -> board.publish(key.get(), asOf));
    }

    /// Which bits that sets is read from the database.
    private void revokeEverybodys() {
        everybody = false;
        try {
            boards.forEach((list, board) -> board.revokeAll(store.revoked(list)));
        } catch (RuntimeException e) {
            everybody = true;
            throw e;
        }
    }

    /// A list that another node made is read from the database when it is first heard of.
    private StatusBoard board(int list) {
        return boards.computeIfAbsent(
                list,
                _ ->
                        new StatusBoard(
                                new StatusBoard.Published(
                                        issuer, uri(issuer, list), aggregationUri(issuer)),
                                store.revoked(list)));
    }

    /// Where all lists are listed (Token Status List, section 9).
    public static String aggregationUri(String issuer) {
        return issuer + "/status";
    }
}
