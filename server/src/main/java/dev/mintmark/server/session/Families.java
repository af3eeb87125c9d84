package dev.mintmark.server.session;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.FamilyStore.CutOff;
import dev.mintmark.server.session.FamilyStore.Opening;
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
    public Optional<Opened> open(Arrival arrival, Origin origin) {
        int list = lists.current();
        for (int tries = 1; tries <= 2 * TRIES_PER_LIST; tries++) {
            var family = family(arrival, StatusIndex.random(list, random));
            switch (store.open(
                    family,
                    arrival.accountVersion(),
                    events.watched(came ->
                            came == Opening.OPENED
                                    ? List.of(signedIn(family, origin))
                                    : List.of()))) {
                case OPENED -> {
                    events.kept(signedIn(family, origin));
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

    private static Event signedIn(Family family, Origin origin) {
        return new Event.SignedIn(family.user(), family.client(), family.id(), origin);
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
        Witness<Decision> witness = decision -> happened(presented, client, decision, origin);
        var decision = store.refresh(presented.family(), rule, events.watched(witness));
        witness.of(decision).forEach(decision.isChange() ? events::kept : events::record);
        return switch (decision) {
            case Decision.Advance(var family, var holder) ->
                    new Rotation.Granted(family, holder, newest(family), rule.now(), false);
            case Decision.Repeat(var family, var holder) ->
                    new Rotation.Granted(family, holder, newest(family), rule.now(), true);
            case Decision.Refuse(var why) -> new Rotation.Refused(why);
            case Decision.End(_, var why) -> new Rotation.Refused(why);
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
        return store.list(user, Optional.empty(), limit);
    }

    /// The newest first.
    ///
    /// @param before the last one that was seen before; empty to begin
    public List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit) {
        return store.list(user, before, limit);
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
        return store.find(id).filter(found -> end(found.family(), reason, origin)).isPresent();
    }

    /// @return whether it lived until now
    public boolean end(Family family, EndReason reason, Origin origin) {
        var event = ended(family, reason, origin);
        return events.keeping(
                lived -> lived ? List.of(event) : List.of(),
                witness -> store.end(family.id(), reason, clock.instant(), witness));
    }

    /// Ends every session of a person.
    ///
    /// @return how many lived until now
    public int endAll(UserId user, EndReason reason, Origin origin) {
        return events.keeping(
                ended -> List.of(new Event.SessionsEnded(user, ended, reason.word(), origin)),
                witness -> store.endAll(user, reason, clock.instant(), witness));
    }

    /// Ends every session of a person but one.
    ///
    /// @return how many lived until now
    public int endOthers(UserId user, FamilyId kept, EndReason reason, Origin origin) {
        return events.keeping(
                ended -> List.of(new Event.SessionsEnded(user, ended, reason.word(), origin)),
                witness -> store.endOthers(user, kept, reason, clock.instant(), witness));
    }

    /// Ends a session for the person whose it is. One of somebody else is as good as none.
    ///
    /// @return whether there is such a session, over or not
    public boolean endOwn(UserId user, FamilyId id, Origin origin) {
        var theirs =
                store.find(id).map(Snapshot::family).filter(family -> family.user().equals(user));
        theirs.ifPresent(family -> end(family, EndReason.SIGNED_OUT, origin));
        return theirs.isPresent();
    }

    /// Voids all that was issued until now, to a person or to everybody, and with it all sessions.
    public CutOff cutOff(Optional<UserId> user, Origin origin) {
        return events.keeping(
                cutOff ->
                        List.of(new Event.CutOff(user, cutOff.notBefore(), cutOff.ended(), origin)),
                witness ->
                        user.isPresent()
                                ? store.cutOff(user.get(), clock.instant(), witness)
                                : store.cutOffEverybody(clock.instant(), witness));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Event> happened(
            Presented token, ClientId client, Decision decision, Origin origin) {
        return switch (decision) {
            case Decision.Advance(var family, _) -> List.of(refreshed(family, false, origin));
            case Decision.Repeat(var family, _) -> List.of(refreshed(family, true, origin));
            case Decision.Refuse(var why) ->
                    List.of(
                            new Event.RefreshRefused(
                                    Optional.of(token.family()), client, why.word(), origin));
            case Decision.End(var family, var why) -> ended(token, family, why, origin);
        };
    }

    private static Event refreshed(Family family, boolean converged, Origin origin) {
        return new Event.Refreshed(
                family.id(),
                family.user(),
                family.client(),
                family.generation(),
                converged,
                origin);
    }

    private static List<Event> ended(
            Presented token, Family family, RefusedRefresh why, Origin origin) {
        var end = ended(family, family.ended().orElseThrow().reason(), origin);
        return why == RefusedRefresh.REUSED
                ? List.of(
                        new Event.RefreshReused(
                                family.id(),
                                family.user(),
                                family.client(),
                                token.generation(),
                                family.generation(),
                                origin),
                        end)
                : List.of(
                        new Event.RefreshRefused(
                                Optional.of(family.id()), family.client(), why.word(), origin),
                        end);
    }

    private static Event ended(Family family, EndReason reason, Origin origin) {
        return new Event.SessionEnded(
                family.id(), family.user(), family.client(), reason.word(), origin);
    }

    private String newest(Family family) {
        return tokens.write(family.id(), family.generation(), family.salt());
    }
}
