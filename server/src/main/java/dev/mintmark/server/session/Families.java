package dev.mintmark.server.session;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.FamilyStore.CutOff;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.RefreshTokens.Presented;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The session families of this authority: opened at sign-in, rotated at refresh, ended.
public final class Families {
    private static final int SALT_BYTES = 32;

    /// With half of a list given away, one in four billion sign-ins finds no place in it.
    private static final int TRIES_PER_LIST = 32;

    private final FamilyStore store;
    private final ListChoice lists;
    private final RefreshTokens tokens;
    private final RefreshPolicy policy;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Events events;

    /// @param lists which give each family its place
    /// @param refreshKey 32 secret bytes, the same on every node and for as long as tokens live
    public Families(
            FamilyStore store,
            ListChoice lists,
            byte[] refreshKey,
            RefreshPolicy policy,
            InstantSource clock,
            RandomGenerator random,
            Events events) {
        this.store = store;
        this.lists = lists;
        this.tokens = new RefreshTokens(refreshKey);
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /// A family just opened, and its first refresh token.
    public record Opened(Family family, String refreshToken) {
        @Override
        public String toString() {
            return "Opened[" + family.id() + ", ***]";
        }
    }

    /// Opens a family for a person who has just proved who they are.
    ///
    /// @return empty when the account changed since
    public Optional<Opened> open(Arrival arrival) {
        int list = lists.current();
        for (int tries = 1; tries <= 2 * TRIES_PER_LIST; tries++) {
            var family = family(arrival, StatusIndex.random(list, random));
            switch (store.open(family, arrival.accountVersion())) {
                case OPENED -> {
                    return Optional.of(new Opened(family, newest(family)));
                }
                case ACCOUNT_CHANGED -> {
                    return Optional.empty();
                }
                case PLACE_TAKEN -> {
                    if (tries == TRIES_PER_LIST) {
                        list = lists.insteadOf(list);
                    }
                }
            }
        }
        throw new Unavailable("no status list has a place left", Duration.ofSeconds(1));
    }

    private Family family(Arrival arrival, StatusIndex status) {
        var now = later(clock.instant(), arrival.notBefore());
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Family(
                FamilyId.random(now, random),
                arrival.user(),
                arrival.client(),
                salt,
                arrival.scope(),
                arrival.audience(),
                status,
                arrival.device(),
                now,
                0,
                now,
                now.plus(policy.absolute()),
                Optional.empty());
    }

    /// Exchanges a refresh token that has just come in for its successor.
    public Rotation rotate(String text, ClientId client, Optional<Scopes> scope, Origin origin) {
        return rotate(text, client, scope, Duration.ZERO, origin);
    }

    /// Exchanges a refresh token for its successor.
    ///
    /// @param scope what the caller wants this time; empty for all that was granted
    /// @param underWay how long ago the request for it began to come in
    public Rotation rotate(
            String text,
            ClientId client,
            Optional<Scopes> scope,
            Duration underWay,
            Origin origin) {
        var token = tokens.read(text);
        if (token.isEmpty()) {
            events.record(
                    new Event.RefreshRefused(
                            Optional.empty(), client, RefusedRefresh.GARBAGE.word(), origin));
            return new Rotation.Refused(RefusedRefresh.GARBAGE);
        }
        var presented = token.get();
        var now = clock.instant();
        var rule =
                new RefreshRule(presented, client, scope, now, now.minus(underWay), policy, tokens);
        return switch (store.refresh(presented.family(), rule)) {
            case Decision.Advance(var family, var holder) ->
                    granted(family, holder, rule.now(), false, origin);
            case Decision.Repeat(var family, var holder) ->
                    granted(family, holder, rule.now(), true, origin);
            case Decision.Refuse(var why) -> refused(presented, client, why, origin);
            case Decision.End(var family, var why) -> ended(presented, family, why, origin);
        };
    }

    /// The living or dead family that a refresh token belongs to, whoever hands it in.
    public Optional<Snapshot> find(String refreshToken) {
        return tokens.read(refreshToken)
                .flatMap(token ->
                        store.find(token.family())
                                .filter(found -> tokens.isGenuine(token, found.family().salt())));
    }

    /// The family of a refresh token that would be honoured now, were its own client to use it.
    public Optional<Snapshot> usable(String refreshToken) {
        return tokens.read(refreshToken)
                .flatMap(
                        token -> store.find(token.family()).filter(found -> honours(found, token)));
    }

    private boolean honours(Snapshot found, Presented token) {
        var client = found.family().client();
        var now = clock.instant();
        var rule = new RefreshRule(token, client, Optional.empty(), now, now, policy, tokens);
        return switch (rule.decide(Optional.of(found))) {
            case Decision.Advance _, Decision.Repeat _ -> true;
            case Decision.Refuse _, Decision.End _ -> false;
        };
    }

    public Optional<Snapshot> find(FamilyId id) {
        return store.find(id);
    }

    public List<Snapshot> list(Optional<UserId> user, int limit) {
        return store.list(user, limit);
    }

    /// The sessions of a person that still count, the newest first.
    public List<Snapshot> living(UserId user, int limit) {
        var now = clock.instant();
        return store.living(user, now, now.minus(policy.idle()), limit).stream()
                .filter(this::isLive)
                .toList();
    }

    /// Whether a family could still be refreshed.
    public boolean isLive(Snapshot found) {
        var family = found.family();
        return family.ended().isEmpty()
                && clock.instant().isBefore(until(family))
                && !found.holder().isCutOff(family)
                && !found.holder().disabled();
    }

    /// When a family is over if nobody refreshes it.
    public Instant until(Family family) {
        var idle = family.rotatedAt().plus(policy.idle());
        return idle.isBefore(family.absoluteUntil()) ? idle : family.absoluteUntil();
    }

    /// @return whether it lived until now
    public boolean end(FamilyId id, EndReason reason, Origin origin) {
        boolean lived = store.end(id, reason, clock.instant());
        if (lived) {
            events.record(new Event.SessionEnded(id, reason.word(), origin));
        }
        return lived;
    }

    /// Ends every session of a person.
    ///
    /// @return how many lived until now
    public int endAll(UserId user, EndReason reason, Origin origin) {
        int ended = store.endAll(user, reason, clock.instant());
        events.record(new Event.SessionsEnded(user, ended, reason.word(), origin));
        return ended;
    }

    /// Ends every session of a person but one.
    ///
    /// @return how many lived until now
    public int endOthers(UserId user, FamilyId kept, EndReason reason, Origin origin) {
        int ended = store.endOthers(user, kept, reason, clock.instant());
        events.record(new Event.SessionsEnded(user, ended, reason.word(), origin));
        return ended;
    }

    /// Ends a session for the person whose it is. One of somebody else is as good as none.
    ///
    /// @return whether there is such a session, over or not
    public boolean endOwn(UserId user, FamilyId id, Origin origin) {
        boolean theirs =
                store.find(id).filter(found -> found.family().user().equals(user)).isPresent();
        if (theirs) {
            end(id, EndReason.SIGNED_OUT, origin);
        }
        return theirs;
    }

    /// Voids all that was issued until now, to a person or to everybody, and with it all sessions.
    public CutOff cutOff(Optional<UserId> user, Origin origin) {
        var cutOff =
                user.isPresent()
                        ? store.cutOff(user.get(), clock.instant())
                        : store.cutOffEverybody(clock.instant());
        events.record(new Event.CutOff(user, cutOff.notBefore(), cutOff.ended(), origin));
        return cutOff;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Rotation granted(
            Family family, Holder holder, Instant asOf, boolean converged, Origin origin) {
        events.record(
                new Event.Refreshed(
                        family.id(), family.client(), family.generation(), converged, origin));
        return new Rotation.Granted(family, holder, newest(family), asOf, converged);
    }

    private Rotation refused(Presented token, ClientId client, RefusedRefresh why, Origin origin) {
        events.record(
                new Event.RefreshRefused(Optional.of(token.family()), client, why.word(), origin));
        return new Rotation.Refused(why);
    }

    private Rotation ended(Presented token, Family family, RefusedRefresh why, Origin origin) {
        if (why == RefusedRefresh.REUSED) {
            events.record(
                    new Event.RefreshReused(
                            family.id(),
                            family.user(),
                            family.client(),
                            token.generation(),
                            family.generation(),
                            origin));
        }
        family.ended()
                .ifPresent(end ->
                        events.record(
                                new Event.SessionEnded(family.id(), end.reason().word(), origin)));
        return new Rotation.Refused(why);
    }

    private String newest(Family family) {
        return tokens.write(family.id(), family.generation(), family.salt());
    }
}
