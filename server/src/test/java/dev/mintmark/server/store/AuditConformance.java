package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.audit.Facts;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.audit.index.FacetStore.Found;
import dev.mintmark.server.audit.index.FacetStore.Part;
import dev.mintmark.server.audit.seal.SealedRange;
import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.key.KeyChange;
import dev.mintmark.server.key.KeyMove;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Opening;
import dev.mintmark.server.session.FamilyStore.Rule;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// what is remembered of a change is kept with it.
public abstract class AuditConformance extends StoreConformance {
    private static final Origin HOME = new Origin("192.0.2.7");

    @Test
    void records_are_read_from_either_end() {
        var entries =
                IntStream.range(0, 5)
                        .mapToObj(i ->
                                new Entry(MovableClock.START.plusMillis(i), Script.of(issued(i))))
                        .toList();

        store.audit().append(entries);

        var rows = store.audit().after(0, 10);
        assertThat(rows).extracting(Row::text).containsExactlyElementsOf(texts(entries));
        assertThat(rows).extracting(Row::at).isSorted().doesNotHaveDuplicates();
        assertThat(rows).extracting(Row::number).isSorted().doesNotHaveDuplicates();
        assertThat(store.audit().after(rows.get(1).number(), 2)).isEqualTo(rows.subList(2, 4));
        assertThat(store.audit().before(rows.get(3).number(), 2).reversed())
                .isEqualTo(rows.subList(1, 3));
        assertThat(store.audit().before(Long.MAX_VALUE, 10).reversed()).isEqualTo(rows);
    }

    @Test
    void a_refresh_that_moves_a_family_is_remembered_and_no_other() {
        var family = opened();
        Witness<Decision> witness = _ -> List.of(refreshed(family, 1));

        store.families().refresh(family.id(), advancing(), witness);
        store.families()
                .refresh(
                        family.id(),
                        found ->
                                new Decision.Repeat(
                                        found.orElseThrow().family(), found.get().holder()),
                        witness);
        store.families()
                .refresh(family.id(), _ -> new Decision.Refuse(RefusedRefresh.EXPIRED), witness);

        assertThat(kept()).containsExactly(Script.of(refreshed(family, 1)));
    }

    @Test
    void of_refreshes_at_once_each_that_moves_a_family_is_remembered_once() throws Exception {
        var families = IntStream.range(0, 20).mapToObj(_ -> opened()).toList();
        var works = new ArrayList<Callable<Decision>>();
        for (var family : families) {
            for (int twice = 0; twice < 2; twice++) {
                works.add(() ->
                        store.families()
                                .refresh(family.id(), advancing(), AuditConformance::refreshedTo));
            }
        }

        Together.run(works);

        assertThat(kept())
                .containsExactlyInAnyOrderElementsOf(
                        families.stream()
                                .flatMap(family ->
                                        IntStream.of(1, 2)
                                                .mapToObj(n -> Script.of(refreshed(family, n))))
                                .toList());
    }

    @Test
    void a_refresh_that_ends_a_family_is_remembered_with_all_there_is_to_say() {
        var family = opened();
        var events =
                List.<Event>of(
                        new Event.RefreshReused(
                                family.id(), family.user(), family.client(), 0, 2, HOME),
                        ended(family, "reuse"));

        store.families()
                .refresh(
                        family.id(),
                        found ->
                                new Decision.End(
                                        found.orElseThrow()
                                                .family()
                                                .ended(MovableClock.START, EndReason.REUSE),
                                        RefusedRefresh.REUSED),
                        _ -> events);

        assertThat(kept()).containsExactlyElementsOf(events.stream().map(Script::of).toList());
    }

    @Test
    void every_change_is_remembered_by_what_came_of_it() {
        var now = MovableClock.START;
        var alice = Some.account("alice");
        store.accounts().add(alice, Some.name("alice"), is -> said("added", is));
        store.accounts().add(alice, Some.name("alice"), is -> said("added", is));
        var family = AFamily.ofAlice().build();
        var families = store.families();
        families.open(family, 0, is -> said("opened", is));
        families.end(family.id(), EndReason.REVOKED, now, is -> said("ended", is));
        families.end(family.id(), EndReason.REVOKED, now, is -> said("ended", is));
        families.endAll(family.user(), EndReason.REVOKED, now, is -> said("all", is));
        families.endOthers(
                family.user(), family.id(), EndReason.REVOKED, now, is -> said("others", is));
        families.cutOff(family.user(), now, is -> said("cut off", is.ended()));
        families.cutOffEverybody(now, is -> said("all cut off", is.ended()));
        store.accounts().setPassword(family.user(), "other", now, is -> said("password", is));
        store.accounts().disable(family.user(), now, is -> said("disabled", is));
        store.deniedTokens()
                .deny("jti", now.plusSeconds(1), EndReason.REVOKED, now, is -> said("denied", is));
        var client = new Registered(AClient.named("web").build(), Optional.of(new byte[1]));
        store.clients().add(client, is -> said("client", is));
        store.clients().replaceSecret(new ClientId("web"), new byte[2], is -> said("secret", is));
        var shelf = store.keys().read();
        var key = Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING);
        store.keys()
                .apply(
                        new KeyChange(
                                shelf.version(),
                                shelf.now(),
                                OptionalLong.empty(),
                                List.of(new KeyMove(Optional.empty(), key))),
                        is -> said("key", is));
        store.seals().replace(store.seals().read(), is -> said("sealed", is));

        assertThat(store.audit().after(0, 100))
                .extracting(row -> reason(row.text()))
                .containsExactly(
                        "added true",
                        "added false",
                        "opened OPENED",
                        "ended true",
                        "ended false",
                        "all 0",
                        "others 0",
                        "cut off 0",
                        "all cut off 0",
                        "password OptionalInt[0]",
                        "disabled OptionalInt[0]",
                        "denied true",
                        "client true",
                        "secret true",
                        "key true",
                        "sealed true");
    }

    @Test
    void r_294_what_waited_in_a_buffer_is_taken_once() {
        var entries = List.of(new Entry(MovableClock.START, Script.of(issued(1))));

        store.audit().take("b", 0, 100, entries);
        store.audit().take("b", 0, 100, entries);
        store.audit().take("b", 100, 200, entries);
        store.audit().take("other", 0, 100, entries);

        assertThat(kept()).hasSize(3);
        assertThat(store.audit().taken("b")).isEqualTo(200);
        store.audit().forgetBuffer("b");
        assertThat(store.audit().taken("b")).isZero();
    }

    @Test
    void a_seal_is_added_once_and_found_in_its_order() {
        store.audit().append(texts(6));
        var seals = store.sealedRanges();

        assertThat(seals.newest()).isEmpty();
        assertThat(seals.add(range(1, 1, 2))).isTrue();
        assertThat(seals.add(range(2, 3, 4))).isTrue();
        assertThat(seals.add(range(2, 3, 6))).isFalse();

        assertThat(seals.newest().orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(range(2, 3, 4));
        assertThat(seals.from(1, 10)).extracting(SealedRange::number).containsExactly(1L, 2L);
        assertThat(seals.from(2, 10)).extracting(SealedRange::number).containsExactly(2L);
        assertThat(seals.reaching(MovableClock.START.plusSeconds(3))).contains(2L);
        assertThat(seals.reaching(MovableClock.START.plusSeconds(5))).isEmpty();
    }

    @Test
    void a_range_is_forgotten_with_its_seal_and_that_is_remembered() {
        store.audit().append(texts(6));
        var seals = store.sealedRanges();
        seals.add(range(1, 1, 2));
        seals.add(range(2, 3, 4));

        assertThat(seals.forget(range(1, 1, 2), is -> said("forgotten", is))).isTrue();
        assertThat(seals.forget(range(1, 1, 2), is -> List.of())).isFalse();
        assertThat(seals.forget(range(2, 3, 4), is -> List.of())).isFalse();

        assertThat(seals.from(1, 10)).extracting(SealedRange::number).containsExactly(2L);
        var rows = store.audit().after(0, 100);
        assertThat(rows).extracting(Row::number).startsWith(3L, 4L, 5L, 6L).hasSize(5);
        assertThat(reason(rows.getLast().text())).isEqualTo("forgotten true");
    }

    @Test
    void what_blocks_are_about_is_found_part_by_part() {
        var facets = store.facets();
        assertThat(facets.last()).isEmpty();

        facets.add(3, List.of(new Part(1, 7, new byte[] {1}), new Part(2, 7, new byte[] {2})));
        facets.add(4, List.of(new Part(1, 7, new byte[] {3}), new Part(1, 8, new byte[] {4})));
        facets.add(4, List.of(new Part(1, 7, new byte[] {5})));

        assertThat(facets.last()).hasValue(4);
        assertThat(facets.find(1, 7))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(
                        new Found(3, new byte[] {1}), new Found(4, new byte[] {3}));
        facets.forgetBefore(9);
        assertThat(facets.find(2, 7)).isEmpty();
        assertThat(facets.last()).hasValue(4);
    }

    @Test
    void a_sink_goes_on_where_it_stopped() {
        assertThat(store.cursors().position("s")).isZero();

        store.cursors().moveTo("s", 7);
        store.cursors().moveTo("s", 9);

        assertThat(store.cursors().position("s")).isEqualTo(9);
        assertThat(store.cursors().position("t")).isZero();
    }

    private static List<Entry> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Entry(MovableClock.START, Script.of(issued(i))))
                .toList();
    }

    private static SealedRange range(long number, long first, long last) {
        return new SealedRange(
                number,
                first,
                last,
                2,
                last,
                MovableClock.START.plusSeconds(first),
                MovableClock.START.plusSeconds(last),
                "a.b.c" + last,
                new byte[] {1, 2});
    }

    private static List<Event> said(String what, Object outcome) {
        return List.of(new Event.AdminRefused(what + " " + outcome, HOME));
    }

    private static String reason(String text) {
        return Facts.read(text).orElseThrow().reason().orElseThrow();
    }

    private Family opened() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        var family = AFamily.ofAlice().build();
        assertThat(store.families().open(family, 0)).isEqualTo(Opening.OPENED);
        return family;
    }

    private List<String> kept() {
        return store.audit().after(0, 1_000).stream().map(Row::text).toList();
    }

    private static Rule advancing() {
        return found -> {
            var snapshot = found.orElseThrow();
            return new Decision.Advance(
                    AFamily.next(snapshot.family(), MovableClock.START), snapshot.holder());
        };
    }

    private static List<Event> refreshedTo(Decision decision) {
        return decision instanceof Decision.Advance(var family, _)
                ? List.of(refreshed(family, family.generation()))
                : List.of();
    }

    private static Event refreshed(Family family, int generation) {
        return new Event.Refreshed(
                family.id(), family.user(), family.client(), generation, false, HOME);
    }

    private static Event ended(Family family, String reason) {
        return new Event.SessionEnded(family.id(), family.user(), family.client(), reason, HOME);
    }

    private static Event issued(int number) {
        return new Event.ServiceTokenIssued(new ClientId("service-" + number), HOME);
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Entry::text).toList();
    }
}
