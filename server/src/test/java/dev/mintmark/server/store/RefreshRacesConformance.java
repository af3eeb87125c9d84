package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Arrival;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.Rotation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Many at once, through the real rule of rotation.
public abstract class RefreshRacesConformance extends StoreConformance {
    private static final int ROUNDS = 20;
    private static final int ROUNDS_PER_END = 6;
    private static final ClientId WEB = new ClientId("web");

    private final RecordedEvents events = new RecordedEvents();
    private Families families;

    @BeforeEach
    void alice_can_sign_in() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        families =
                new Families(
                        store.families(),
                        Some.oneList(),
                        Some.bytes(32),
                        Some.POLICY,
                        new MovableClock(),
                        Some.RANDOM,
                        events);
    }

    @Test
    void r_142_of_eight_simultaneous_refreshes_one_makes_the_successor_and_all_get_it()
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var opened = signedIn();

            var rotations = Together.run(8, () -> rotate(opened.refreshToken()));

            assertThat(rotations).allMatch(Rotation.Granted.class::isInstance);
            var granted = rotations.stream().map(Rotation.Granted.class::cast).toList();
            assertThat(granted).extracting(Rotation.Granted::refreshToken).hasSize(8);
            assertThat(granted.stream().map(Rotation.Granted::refreshToken).distinct()).hasSize(1);
            assertThat(granted).filteredOn(one -> !one.converged()).hasSize(1);
            var stored = store.families().find(opened.family().id()).orElseThrow().family();
            assertThat(stored.generation()).isEqualTo(1);
            assertThat(stored.ended()).isEmpty();
        }
    }

    @Test
    void r_145_racers_who_each_go_on_with_their_answer_never_look_like_thieves() throws Exception {
        var opened = signedIn();
        var token = opened.refreshToken();
        for (int round = 0; round < ROUNDS; round++) {
            var presented = token;
            var answers = Together.run(4, () -> rotate(presented));
            token = ((Rotation.Granted) answers.getFirst()).refreshToken();
        }

        var stored = store.families().find(opened.family().id()).orElseThrow().family();
        assertThat(stored.generation()).isEqualTo(ROUNDS);
        assertThat(events.of(Event.RefreshReused.class)).isEmpty();
    }

    /// Everything that ends a session from outside.
    enum End {
        ONE_SESSION,
        ALL_SESSIONS,
        ALL_OTHERS,
        DISABLED,
        NEW_PASSWORD,
        CUT_OFF,
        CUT_OFF_OF_EVERYBODY
    }

    @ParameterizedTest // refresh against logout is linear
    @EnumSource
    void no_refresh_that_begins_after_an_acknowledged_end_succeeds(End end) throws Exception {
        var notBefore = Instant.EPOCH;
        for (int round = 0; round < ROUNDS_PER_END; round++) {
            var name = "ann" + round;
            store.accounts().add(Some.account(name), Some.name(name));
            var opened = signedIn(name, 0, notBefore).orElseThrow();
            var newest = new AtomicReference<>(opened.refreshToken());
            var ended = new AtomicBoolean();
            Callable<Instant> refresher =
                    () -> {
                        while (true) {
                            boolean late = ended.get();
                            if (!(rotate(newest.get()) instanceof Rotation.Granted granted)) {
                                return Instant.EPOCH;
                            }
                            assertThat(late).as("granted after the end").isFalse();
                            newest.set(granted.refreshToken());
                        }
                    };
            Callable<Instant> ender =
                    () -> {
                        try {
                            return end(end, Some.user(name), opened.family().id());
                        } finally {
                            ended.set(true);
                        }
                    };

            var voided = Together.run(List.of(refresher, ender));

            assertThat(rotate(newest.get())).isInstanceOf(Rotation.Refused.class);
            assertThat(store.families().find(opened.family().id()).orElseThrow())
                    .matches(found -> found.ended().isPresent() || found.holder().disabled());
            notBefore = Collections.max(voided);
        }
    }

    /// @return before which nothing counts that anybody was issued
    private Instant end(End end, UserId user, FamilyId family) {
        return switch (end) {
            case ONE_SESSION -> {
                assertThat(families.end(family, EndReason.REVOKED, Origin.SELF)).isTrue();
                yield Instant.EPOCH;
            }
            case ALL_SESSIONS -> {
                families.endAll(user, EndReason.ENDED_BY_ADMIN, Origin.SELF);
                yield Instant.EPOCH;
            }
            case ALL_OTHERS -> {
                families.endOthers(user, new FamilyId(1, 2), EndReason.SIGNED_OUT, Origin.SELF);
                yield Instant.EPOCH;
            }
            case DISABLED -> {
                store.accounts().disable(user, MovableClock.START);
                yield Instant.EPOCH;
            }
            case NEW_PASSWORD -> {
                store.accounts().setPassword(user, "new", MovableClock.START);
                yield Instant.EPOCH;
            }
            case CUT_OFF -> families.cutOff(Optional.of(user), Origin.SELF).notBefore();
            case CUT_OFF_OF_EVERYBODY -> families.cutOff(Optional.empty(), Origin.SELF).notBefore();
        };
    }

    @Test
    void r_151_no_session_begun_under_the_old_password_outlives_its_change() throws Exception {
        var alice = Some.user("alice");
        for (int round = 0; round < 5; round++) {
            int version = round;
            var changed = new AtomicBoolean();
            Callable<Boolean> signIns =
                    () -> {
                        while (true) {
                            boolean late = changed.get();
                            boolean opened = signedIn(version).isPresent();
                            if (late) {
                                return !opened;
                            }
                        }
                    };
            Callable<Boolean> change =
                    () -> {
                        try {
                            store.accounts().setPassword(alice, "new", MovableClock.START);
                            return true;
                        } finally {
                            changed.set(true);
                        }
                    };

            assertThat(Together.run(List.of(signIns, signIns, change))).containsOnly(true);

            assertThat(families.list(Optional.of(alice), Optional.empty(), 100_000))
                    .allMatch(found -> found.family().ended().isPresent());
        }
    }

    @Test
    void a_family_ends_for_one_reason_however_many_want_it_to() throws Exception {
        var opened = signedIn();

        var ended =
                Together.run(
                        8,
                        () -> families.end(opened.family().id(), EndReason.REVOKED, Origin.SELF));

        assertThat(ended).containsOnlyOnce(true);
        assertThat(events.of(Event.SessionEnded.class)).hasSize(1);
    }

    @Test
    void a_rule_that_fails_harms_nobody_else() throws Exception {
        var victims = new ArrayList<Family>();
        for (int i = 0; i < 16; i++) {
            victims.add(AFamily.ofAlice().build());
        }
        var works = new ArrayList<Callable<Boolean>>();
        for (var family : victims) {
            works.add(() -> {
                store.families().open(family, 0);
                return true;
            });
            works.add(() -> !fails(new IllegalStateException("a rule failed")));
        }

        assertThat(Together.run(works)).filteredOn(worked -> worked).hasSize(16);

        assertThat(victims)
                .allSatisfy(family -> assertThat(store.families().find(family.id())).isPresent());
    }

    @Test
    void not_even_an_error_stops_the_store() {
        var family = AFamily.ofAlice().build();

        assertThatThrownBy(() -> failing(new StackOverflowError("a rule went too deep")))
                .isNotNull();
        store.families().open(family, 0);

        assertThat(store.families().find(family.id())).isPresent();
    }

    private boolean fails(RuntimeException failure) {
        try {
            failing(failure);
            return false;
        } catch (RuntimeException _) {
            return true;
        }
    }

    private void failing(Throwable failure) {
        store.families()
                .refresh(
                        AFamily.ofAlice().build().id(),
                        _ -> {
                            switch (failure) {
                                case RuntimeException e -> throw e;
                                case Error e -> throw e;
                                default -> throw new AssertionError(failure);
                            }
                        });
    }

    private Families.Opened signedIn() {
        return signedIn(0).orElseThrow();
    }

    private Optional<Families.Opened> signedIn(int accountVersion) {
        return signedIn("alice", accountVersion, Instant.EPOCH);
    }

    private Optional<Families.Opened> signedIn(String name, int accountVersion, Instant notBefore) {
        return families.open(
                new Arrival(
                        Some.user(name),
                        accountVersion,
                        notBefore,
                        WEB,
                        Some.scopes("a"),
                        List.of("https://a.example"),
                        Device.UNKNOWN),
                Origin.SELF);
    }

    private Rotation rotate(String token) {
        return families.rotate(token, WEB, Optional.empty(), Origin.SELF);
    }
}
