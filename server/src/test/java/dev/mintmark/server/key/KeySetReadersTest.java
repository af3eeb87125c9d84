package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.KeyId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class KeySetReadersTest {
    private static final KeyId OLD = new KeyId("old");
    private static final KeyId YOUNG = new KeyId("young");
    private static final JwksDocument BEFORE = document("before", OLD);
    private static final JwksDocument AFTER = document("after", OLD, YOUNG);

    private final MovableClock clock = new MovableClock();
    private final KeySetReaders readers = new KeySetReaders(clock);

    @Test
    void nobody_has_seen_a_key_before_anybody_asked() {
        assertThat(readers.share(OLD)).isEqualTo(new KeySetReaders.Share(0, 0, 0));
    }

    @Test
    void who_shows_the_tag_of_a_copy_holds_its_keys() {
        readers.asked(BEFORE, List.of());
        readers.asked(BEFORE, List.of(BEFORE.etag()));
        readers.asked(AFTER, List.of(BEFORE.etag()));
        readers.asked(AFTER, List.of(AFTER.etag()));
        readers.asked(AFTER, List.of("\"elsewhere\"", AFTER.etag()));
        readers.asked(AFTER, List.of("\"nobody knows\""));

        assertThat(readers.share(OLD)).isEqualTo(new KeySetReaders.Share(4, 5, 1));
        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(2, 5, 1));
    }

    @Test
    void only_the_last_ten_minutes_count() {
        readers.asked(BEFORE, List.of());
        readers.asked(AFTER, List.of(BEFORE.etag()));
        clock.advance(Duration.ofMinutes(9));
        readers.asked(AFTER, List.of(AFTER.etag()));

        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(1, 2, 1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(1, 1, 0));
        clock.advance(Duration.ofMinutes(10));
        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(0, 0, 0));
    }

    @Test
    void a_copy_older_than_the_last_eight_counts_as_one_without_the_key() {
        readers.asked(BEFORE, List.of());
        for (int i = 0; i < 8; i++) {
            readers.asked(document("d" + i, OLD, new KeyId("k" + i)), List.of());
        }

        readers.asked(AFTER, List.of(BEFORE.etag()));

        assertThat(readers.share(OLD)).isEqualTo(new KeySetReaders.Share(0, 1, 9));
    }

    @Test
    void who_says_what_they_held_before_counts_once() {
        readers.asked(BEFORE, List.of());
        readers.asked(BEFORE, List.of(BEFORE.etag()), Optional.of(KeySetReaders.NONE));
        assertThat(readers.share(OLD)).isEqualTo(new KeySetReaders.Share(1, 1, 0));
        clock.advance(Duration.ofMinutes(4));

        readers.asked(AFTER, List.of(BEFORE.etag()));
        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(0, 2, 0));
        readers.asked(AFTER, List.of(AFTER.etag()), Optional.of(BEFORE.etag()));

        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(1, 2, 0));
    }

    @Test
    void what_nobody_said_cannot_be_taken_back() {
        readers.asked(BEFORE, List.of(BEFORE.etag()));
        readers.asked(AFTER, List.of(AFTER.etag()), Optional.of("\"elsewhere\""));
        readers.asked(AFTER, List.of(AFTER.etag()), Optional.of(KeySetReaders.NONE));

        assertThat(readers.share(YOUNG)).isEqualTo(new KeySetReaders.Share(2, 3, 0));
    }

    private static JwksDocument document(String name, KeyId... kids) {
        return new JwksDocument(new byte[0], '"' + name + '"', Set.of(kids));
    }
}
