package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.alert.Alert;
import dev.mintmark.server.alert.AlertKind;
import dev.mintmark.server.alert.AlertStore.Delivery;
import dev.mintmark.server.fixture.Together;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// of one thing that is odd there is one alert, and it is told once.
public abstract class AlertConformance extends StoreConformance {
    private static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");
    private static final List<String> BOTH = List.of("mail", "webhook");

    @Test
    void an_alert_is_found_as_it_was_opened() {
        var alert = alert("a", "orders");

        assertThat(store.alerts().open(alert, BOTH)).isTrue();

        assertThat(store.alerts().open()).containsExactly(alert);
        assertThat(store.alerts().list(10)).containsExactly(alert);
    }

    @Test
    void another_like_it_is_not_opened_while_it_is_open() {
        store.alerts().open(alert("a", "orders"), BOTH);

        assertThat(store.alerts().open(alert("b", "orders"), BOTH)).isFalse();
        assertThat(store.alerts().open(alert("c", "shop"), BOTH)).isTrue();
        assertThat(store.alerts().due(NOW, 10)).hasSize(4);
    }

    @Test
    void of_many_who_find_the_same_at_once_one_opens_it() throws Exception {
        var finders = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var alert = alert("alert" + i, "orders");
            finders.add(() -> store.alerts().open(alert, BOTH));
        }

        assertThat(Together.run(finders)).filteredOn(opened -> opened).hasSize(1);
        assertThat(store.alerts().due(NOW, 10)).hasSize(2);
    }

    @Test
    void what_was_seen_since_is_not_closed() {
        var alert = alert("a", "orders");
        store.alerts().open(alert, BOTH);

        store.alerts().seen(alert, NOW.plusSeconds(60));

        assertThat(store.alerts().close(alert, NOW.plusSeconds(61), BOTH)).isFalse();
        var seen = store.alerts().open().getFirst();
        assertThat(seen.lastSeen()).isEqualTo(NOW.plusSeconds(60));
        assertThat(store.alerts().close(seen, NOW.plusSeconds(120), BOTH)).isTrue();
        assertThat(store.alerts().close(seen, NOW.plusSeconds(120), BOTH)).isFalse();
    }

    @Test
    void a_closed_one_makes_room_for_the_next_and_stays_readable() {
        var alert = alert("a", "orders");
        store.alerts().open(alert, BOTH);
        store.alerts().close(alert, NOW.plusSeconds(60), BOTH);

        assertThat(store.alerts().open()).isEmpty();
        assertThat(store.alerts().list(10)).containsExactly(alert.closed(NOW.plusSeconds(60)));
        assertThat(store.alerts().open(alert("b", "orders"), BOTH)).isTrue();
    }

    @Test
    void what_is_to_be_told_stays_until_it_is_done() {
        var alert = alert("a", "orders");
        store.alerts().open(alert, BOTH);

        var due = store.alerts().due(NOW, 10);
        assertThat(due)
                .containsExactly(
                        new Delivery(alert, false, "mail", 0, NOW),
                        new Delivery(alert, false, "webhook", 0, NOW));
        store.alerts().done(due.get(0));
        store.alerts().again(due.get(1), NOW.plusSeconds(15));

        assertThat(store.alerts().due(NOW.plusSeconds(14), 10)).isEmpty();
        assertThat(store.alerts().due(NOW.plusSeconds(15), 10))
                .containsExactly(new Delivery(alert, false, "webhook", 1, NOW));
    }

    @Test
    void closed_ones_are_forgotten_in_the_end() {
        var alert = alert("a", "orders");
        store.alerts().open(alert, BOTH);
        store.alerts().open(alert("b", "shop"), List.of());
        store.alerts().close(alert, NOW.plusSeconds(60), List.of());

        store.alerts().forget(NOW.plus(Duration.ofDays(90)));

        assertThat(store.alerts().list(10)).extracting(Alert::id).containsExactly("b");
        assertThat(store.alerts().due(NOW.plusSeconds(60), 10)).isEmpty();
    }

    private static Alert alert(String id, String about) {
        return new Alert(id, AlertKind.INVALID_TOKENS, about, "Many.", NOW, NOW, Optional.empty());
    }
}
