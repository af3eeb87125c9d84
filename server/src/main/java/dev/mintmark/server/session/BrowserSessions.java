package dev.mintmark.server.session;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.RefreshTokens.Presented;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Families that live in the cookie of a browser. The cookie holds a *handle*: opaque, of 256
/// secret bits, the same from sign-in to sign-out. It never becomes a token outside the authority,
/// so there is nothing to rotate, and tabs that race have nothing to race for.
///
/// Being used keeps a session alive, as a refresh does for a refresh token. That is written down
/// now and then and not each time, or every request of a page would be a write.
public final class BrowserSessions {
    private static final int GENERATION = 0;
    private static final Duration NOTED_AT_LEAST_EVERY = Duration.ofMinutes(5);
    private static final int NOTED_PER_IDLE_LIFE = 20;

    private final FamilyStore store;
    private final RefreshTokens handles;
    private final RefreshPolicy policy;
    private final Duration notedEvery;
    private final InstantSource clock;

    /// @param key that refresh tokens are derived from; handles get keys of their own from it
    public BrowserSessions(
            FamilyStore store, byte[] key, RefreshPolicy policy, InstantSource clock) {
        this.store = store;
        this.handles = RefreshTokens.forHandles(key);
        this.policy = policy;
        this.clock = clock;
        var share = policy.idle().dividedBy(NOTED_PER_IDLE_LIFE);
        this.notedEvery = share.compareTo(NOTED_AT_LEAST_EVERY) < 0 ? share : NOTED_AT_LEAST_EVERY;
    }

    /// What became of a handle.
    public sealed interface Resumption {
        /// @param family with its newest sign of life
        /// @param asOf from before this was found out
        record Live(Family family, Holder holder, Instant asOf) implements Resumption {}

        record Over(RefusedRefresh why) implements Resumption {}
    }

    /// The handle of a family that was just opened; it goes into the cookie and nowhere else.
    public String handle(Family family) {
        return handles.write(family.id(), GENERATION, family.salt());
    }

    /// The living or dead session that a handle belongs to, whoever hands it in.
    public Optional<Snapshot> find(String handle) {
        return handles.read(handle)
                .flatMap(presented ->
                        find(presented)
                                .filter(found ->
                                        handles.isGenuine(presented, found.family().salt())));
    }

    /// Finds the session and does not count as using it.
    public Resumption look(String handle) {
        return handles.read(handle)
                .<Resumption>map(presented -> {
                    var use = new Use(presented, clock.instant());
                    return outcome(use, use.decide(find(presented)));
                })
                .orElseGet(() -> new Resumption.Over(RefusedRefresh.GARBAGE));
    }

    /// Finds the session and keeps it alive.
    public Resumption use(String handle) {
        var read = handles.read(handle);
        if (read.isEmpty()) {
            return new Resumption.Over(RefusedRefresh.GARBAGE);
        }
        var use = new Use(read.get(), clock.instant());
        return outcome(
                use,
                switch (use.decide(find(read.get()))) {
                    // The store asks again, of the family as it stands then.
                    case Decision.Advance _, Decision.End _ ->
                            store.refresh(read.get().family(), use, Witness.silent());
                    case Decision.Repeat repeat -> repeat;
                    case Decision.Refuse refuse -> refuse;
                });
    }

    private Optional<Snapshot> find(Presented presented) {
        return store.find(presented.family());
    }

    private static Resumption outcome(Use use, Decision decision) {
        return switch (decision) {
            case Decision.Advance(var family, var holder) ->
                    new Resumption.Live(family, holder, use.now);
            case Decision.Repeat(var family, var holder) ->
                    new Resumption.Live(family, holder, use.now);
            case Decision.End(_, var why) -> new Resumption.Over(why);
            case Decision.Refuse(var why) -> new Resumption.Over(why);
        };
    }

    /// The rule of using a session, as a function of the family, the handle and the time.
    private final class Use implements FamilyStore.Rule {
        private final Presented presented;
        private final Instant now;

        Use(Presented presented, Instant now) {
            this.presented = presented;
            this.now = now;
        }

        @Override
        public Decision decide(Optional<Snapshot> current) {
            if (current.isEmpty()) {
                return new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY);
            }
            var family = current.get().family();
            var holder = current.get().holder();
            if (presented.generation() != GENERATION
                    || !handles.isGenuine(presented, family.salt())) {
                return new Decision.Refuse(RefusedRefresh.FORGED);
            }
            if (family.ended().isPresent()) {
                return new Decision.Refuse(RefusedRefresh.ENDED);
            }
            var lastUse = family.rotatedAt();
            if (!now.isBefore(family.absoluteUntil())
                    || !now.isBefore(lastUse.plus(policy.idle()))) {
                return new Decision.Refuse(RefusedRefresh.EXPIRED);
            }
            if (holder.isCutOff(family)) {
                return new Decision.Refuse(RefusedRefresh.CUT_OFF);
            }
            if (holder.disabled()) {
                return new Decision.End(
                        family.ended(now, EndReason.USER_DISABLED), RefusedRefresh.USER_DISABLED);
            }
            return now.isBefore(lastUse.plus(notedEvery))
                    ? new Decision.Repeat(family, holder)
                    : new Decision.Advance(family.advanced(now), holder);
        }
    }
}
