package dev.mintmark.server.revocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.Eventually;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.Watch;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

class RevocationStreamTest {
    private static final Instant NOW = MovableClock.START;

    private final MemoryStore store = new MemoryStore(new MovableClock());
    private final Outbox outbox = store.outbox();
    private final MovableClock clock = new MovableClock();
    private final List<Reader> readers = new ArrayList<>();
    private Watch watch;
    private RevocationStream stream;

    @BeforeEach
    void start() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        watch = new Watch(outbox, clock);
        stream = newStream();
        watch.start(List.of(stream));
    }

    @AfterEach
    void stop() {
        stream.close();
        watch.close();
        readers.forEach(Reader::close);
    }

    @Test
    void r_276_an_ended_session_is_told_with_its_place_and_its_id() {
        var reader = following();
        var family = opened();

        store.families().end(family.id(), EndReason.REVOKED, NOW);

        reader.awaitItems(2);
        assertThat(reader.items())
                .containsExactly(
                        Map.of(
                                "uri",
                                Some.listUri(family.status().list()),
                                "idx",
                                (long) family.status().place(),
                                "v",
                                1L),
                        Map.of("sid", family.id().toString()));
        var frame = reader.frames().getFirst();
        assertThat(frame.getIssuer()).isEqualTo(Some.ISSUER);
        assertThat(frame.getIssueTime().toInstant()).isEqualTo(NOW);
        assertThat(frame.getSubject()).isNull();
        assertThat(frame.getExpirationTime()).isNull();
    }

    @Test
    void r_276_each_kind_of_revocation_has_its_item() {
        var reader = following();
        var soon = Instant.parse("2026-11-23T21:10:00.001Z");

        stream.hear(
                List.of(
                        notice(1, new Revoked.Token("t1", soon)),
                        notice(2, new Revoked.OfUser(new UserId("usr_alice"), NOW)),
                        notice(3, new Revoked.OfEverybody(NOW)),
                        notice(4, new Revoked.Key(new KeyId("k1")))));

        reader.awaitItems(4);
        assertThat(reader.items())
                .containsExactly(
                        Map.of("jti", "t1", "exp", soon.getEpochSecond() + 1),
                        Map.of("sub", "usr_alice", "nbf", NOW.getEpochSecond()),
                        Map.of("nbf", NOW.getEpochSecond()),
                        Map.of("kid", "k1"));
    }

    @Test
    void r_275_frames_come_with_growing_places_and_numbers() {
        var reader = following();
        for (int i = 0; i < 5; i++) {
            deny("t" + i);
            reader.awaitItems(i + 1);
        }

        assertThat(reader.lines("id")).map(Long::valueOf).isSorted().doesNotHaveDuplicates();
        assertThat(reader.frames())
                .map(frame -> (Long) frame.getClaim("seq"))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void one_signature_serves_all_who_follow() {
        var readers = IntStream.range(0, 100).mapToObj(_ -> following()).toList();

        deny("t1");

        readers.forEach(reader -> reader.awaitItems(1));
        assertThat(readers.stream().map(reader -> reader.lines("data")).distinct()).hasSize(1);
    }

    @Test
    void r_275_who_comes_back_is_told_what_was_missed_and_nothing_else() {
        deny("t0");
        var first = following().awaitItems(1);
        long seen = Long.parseLong(first.lines("id").getLast());
        store.families().end(opened().id(), EndReason.REVOKED, NOW);
        deny("t2");
        first.awaitItems(4);

        var second = keep(Reader.since(stream, seen)).awaitItems(3);

        assertThat(second.items()).isEqualTo(first.items().subList(1, 4));
        assertThat(second.text()).doesNotContain("resync");
        assertThat(second.lines("id").getLast()).isEqualTo(first.lines("id").getLast());
    }

    @Test
    void r_275_who_comes_to_another_node_is_told_the_same_under_the_same_numbers() {
        deny("t0");
        var first = following().awaitItems(1);
        long seen = Long.parseLong(first.lines("id").getLast());
        deny("t1");
        first.awaitItems(2);

        var elsewhere = keep(Reader.since(newStream(), seen)).awaitItems(1);

        assertThat(elsewhere.lines("id").getLast()).isEqualTo(first.lines("id").getLast());
        assertThat(elsewhere.frames().getLast().getClaim("seq"))
                .isEqualTo(first.frames().getLast().getClaim("seq"));
    }

    @Test
    void r_275_who_missed_what_is_no_longer_kept_fetches_the_lists_and_hears_what_they_lack() {
        deny("old");
        long seen = Long.parseLong(following().awaitItems(1).lines("id").getLast());
        deny("kept");
        store.families().end(opened().id(), EndReason.REVOKED, NOW);
        deny("newest");
        Eventually.holds(() -> streamIsAt(outbox.head()));
        outbox.forget(NOW.plusSeconds(1), 1);

        var reader = keep(Reader.since(stream, seen)).await(": still here");

        assertThat(reader.text()).contains("event: resync\nid: " + outbox.head() + "\ndata: -\n\n");
        assertThat(reader.items()).map(item -> item.get("jti")).containsExactly("kept", "newest");
    }

    @Test
    void r_275_a_place_that_never_was_means_fetching_the_lists() {
        for (long never : new long[] {-1, 999}) {
            deny("t" + never);
            assertThat(keep(Reader.since(stream, never)).await(": still here").text())
                    .contains("event: resync");
        }
    }

    @Test
    void who_begins_hears_before_anything_else_what_no_list_says_and_still_matters() {
        outbox.onChange(() -> {});
        store.families().end(opened().id(), EndReason.REVOKED, NOW);
        store.deniedTokens().deny("over", NOW.plusSeconds(60), EndReason.REVOKED, NOW);
        deny("alive");
        clock.advance(Duration.ofSeconds(60));
        Eventually.holds(() -> outbox.head() == 3);

        var reader = keep(Reader.of(newStream())).await(": still here");

        assertThat(reader.items()).map(item -> item.get("jti")).containsExactly("alive");
        assertThat(reader.text()).startsWith("retry: 2000\n\n").doesNotContain("resync");
        assertThat(reader.lines("id").getLast()).isEqualTo("3");
        assertThat(reader.text().indexOf("data:")).isLessThan(reader.text().indexOf(": still"));
    }

    @Test
    void r_278_a_slow_reader_is_dropped_while_others_read_on() {
        var slow = keep(Reader.slow(stream, 4));
        slow.await(": still here");
        var fast = following();

        for (int i = 0; i < 300; i++) {
            stream.hear(List.of(notice(i + 1, new Revoked.Token("t" + i, NOW.plusSeconds(600)))));
        }

        fast.awaitItems(300);
        slow.readOn();
        slow.awaitEnd();
        assertThat(slow.text()).endsWith("event: resync\ndata: -\n\n");
        assertThat(slow.items()).hasSizeLessThan(3);
        assertThat(stream.size()).isEqualTo(1);
    }

    @Test
    void many_notices_share_a_frame_that_readers_can_take() {
        var reader = following();
        var notices = IntStream.rangeClosed(1, 250).mapToObj(i -> notice(i, session(i))).toList();

        stream.hear(notices);

        reader.awaitItems(500);
        assertThat(reader.frames()).hasSize(3);
        assertThat(reader.lines("id")).endsWith("100", "200", "250");
        assertThat(reader.lines("data")).allMatch(jws -> jws.length() < 64 * 1024);
        assertThat(reader.frames()).allMatch(frame -> Reader.itemsOf(frame).size() <= 1_000);
    }

    @Test
    void one_change_that_ends_many_sessions_takes_several_frames_and_one_place() {
        var reader = following();
        var notices = new ArrayList<Notice>();
        notices.add(notice(6, session(0)));
        IntStream.range(0, 250).forEach(i -> notices.add(notice(7, session(i))));
        notices.add(notice(8, session(0)));

        stream.hear(notices);

        reader.awaitItems(504);
        assertThat(reader.lines("id")).endsWith("6", "7", "8");
        var numbers = reader.frames().stream().map(f -> (Long) f.getClaim("seq")).toList();
        assertThat(numbers)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactly(6L << 12, 7L << 12, (7L << 12) + 1, (7L << 12) + 2, 8L << 12);
    }

    @Test
    void a_stream_that_closes_sends_its_readers_away_and_takes_no_more() {
        var reader = following();

        stream.close();

        reader.awaitEnd();
        assertThat(stream.join("a reader", OptionalLong.empty())).isEmpty();
    }

    private RevocationStream newStream() {
        var made =
                new RevocationStream(
                        Some.ISSUER,
                        outbox,
                        () -> Some.keyRing().signing(KeySlot.accessTokens(Algorithm.ES256)),
                        clock);
        made.start(() -> watch.knownAsOf());
        return made;
    }

    private Reader following() {
        return keep(Reader.of(stream)).await(": still here");
    }

    private Reader keep(Reader reader) {
        readers.add(reader);
        return reader;
    }

    private boolean streamIsAt(long position) {
        var reader = following();
        reader.close();
        return reader.lines("id").getLast().equals(Long.toString(position));
    }

    private void deny(String token) {
        store.deniedTokens().deny(token, NOW.plusSeconds(600), EndReason.REVOKED, NOW);
    }

    private Family opened() {
        var family = AFamily.ofAlice().build();
        store.families().open(family, 0);
        return family;
    }

    private static Revoked session(int number) {
        return new Revoked.Session(new FamilyId(0, number), new StatusIndex(1, number));
    }

    private static Notice notice(long position, Revoked what) {
        return new Notice(position, NOW, "revoked", what);
    }
}
