package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.revocation.SipHash.Fingerprint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class TablesTest {

    private final Random random = new Random(42);
    private final SipHash hash = SipHash.withFreshKey();

    @Test
    void fingerprints_are_found_with_their_seconds_until_they_are_forgotten() {
        var table = new FingerprintTable();
        var model = new HashMap<String, Long>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 2_000; i++) {
                var text = "session-" + random.nextInt(10_000);
                long second = 1_000 + random.nextInt(1_000) + 200L * round;
                table.put(hash.of(text), second);
                model.merge(text, second, Math::max);
            }
            long earliest = 1_000 + 250L * round;
            table.forgetBefore(earliest);
            model.values().removeIf(second -> second < earliest);
            assertThat(table.size()).isEqualTo(model.size());
            for (int i = 0; i < 10_000; i++) {
                var text = "session-" + i;
                assertThat(table.second(hash.of(text)))
                        .isEqualTo(model.getOrDefault(text, FingerprintTable.ABSENT));
            }
        }
    }

    @Test
    void a_table_that_lost_its_entries_takes_new_ones() {
        var table = new FingerprintTable();
        for (int i = 0; i < 1_000; i++) {
            table.put(hash.of("a" + i), 5);
        }
        table.forgetBefore(6);
        assertThat(table.size()).isZero();
        table.put(hash.of("b"), 7);
        assertThat(table.has(hash.of("b"))).isTrue();
        assertThat(table.has(hash.of("a1"))).isFalse();
    }

    /// Same place, same low half: only all 128 bits make a match.
    @Test
    void two_fingerprints_that_differ_in_one_bit_are_two() {
        var table = new FingerprintTable();
        table.put(new Fingerprint(0b01, 77), 1);
        assertThat(table.has(new Fingerprint(0b11, 77))).isFalse();
        assertThat(table.has(new Fingerprint(0b01, 77 + 64))).isFalse();
        table.put(new Fingerprint(0b11, 77), 2);
        assertThat(table.second(new Fingerprint(0b01, 77))).isEqualTo(1);
        assertThat(table.second(new Fingerprint(0b11, 77))).isEqualTo(2);
    }

    @Test
    void seconds_beyond_their_range_are_bounded() {
        var table = new FingerprintTable();
        table.put(hash.of("late"), 253_402_300_799L);
        table.put(hash.of("early"), -5);
        assertThat(table.second(hash.of("late"))).isEqualTo(0xFFFF_FFFFL);
        assertThat(table.second(hash.of("early"))).isZero();
    }

    /// A reader beside a writer finds what was there before, all the time, and nothing else.
    @Test
    void readers_are_never_misled_by_a_table_that_grows_and_shrinks() throws Exception {
        var table = new FingerprintTable();
        var old = hash.of("old");
        var absent = hash.of("never entered");
        table.put(old, 1_000_000);
        var done = new AtomicBoolean();
        var failure = new AtomicReference<String>("");
        var reader =
                new Thread(() -> {
                    while (!done.get()) {
                        if (table.second(old) != 1_000_000 || table.has(absent)) {
                            failure.set("misled");
                        }
                    }
                });
        reader.start();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5_000; i++) {
                table.put(hash.of(round + "/" + i), round);
            }
            table.forgetBefore(round + 1);
        }
        done.set(true);
        reader.join();
        assertThat(failure).hasValue("");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void places_keep_their_value_until_a_later_list() {
        var table = new PlaceTable();
        var model = new HashMap<Long, Integer>();
        for (int i = 0; i < 5_000; i++) {
            long index = random.nextInt(1 << 20);
            table.put(index, 1, 100 + i);
            model.put(index, 1);
        }
        table.put(PlaceTable.LARGEST_INDEX, 3, 99);
        assertThat(table.value(PlaceTable.LARGEST_INDEX)).isEqualTo(3);
        assertThat(table.size()).isEqualTo(model.size() + 1);
        assertThat(model)
                .allSatisfy((index, value) -> assertThat(table.value(index)).isEqualTo(value));
        table.forgetBefore(100);
        assertThat(table.value(PlaceTable.LARGEST_INDEX)).isZero();
        assertThat(table.size()).isEqualTo(model.size());
        table.forgetBefore(100_000);
        assertThat(table.size()).isZero();
        assertThat(table.value(model.keySet().iterator().next())).isZero();
    }

    /// 1 is final.
    @Test
    void a_place_that_is_revoked_for_ever_is_never_only_suspended() {
        var table = new PlaceTable();
        table.put(5, 2, 1);
        assertThat(table.value(5)).isEqualTo(2);
        table.put(5, 1, 2);
        table.put(5, 2, 3);
        assertThat(table.value(5)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void a_place_that_no_list_can_have_is_not_in_the_table() {
        var table = new PlaceTable();
        table.put(0, 1, 1);
        assertThat(table.value(0)).isEqualTo(1);
        assertThat(table.value(-1)).isZero();
        assertThat(table.value(Long.MAX_VALUE)).isZero();
        assertThat(table.value(1L << 32)).isZero();
    }
}
