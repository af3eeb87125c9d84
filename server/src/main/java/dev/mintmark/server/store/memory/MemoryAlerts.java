package dev.mintmark.server.store.memory;

import dev.mintmark.server.alert.Alert;
import dev.mintmark.server.alert.AlertStore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class MemoryAlerts implements AlertStore {
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(
            String alert,
            boolean closing,
            String channel,
            int attempts,
            Instant since,
            Instant next) {
        boolean is(Delivery other) {
            return alert.equals(other.alert().id())
                    && closing == other.closing()
                    && channel.equals(other.channel());
        }
    }

    @Override
    public synchronized boolean open(Alert alert, List<String> channels) {
        if (alerts.stream()
                .anyMatch(each ->
                        each.isOpen()
                                && each.kind() == alert.kind()
                                && each.about().equals(alert.about()))) {
            return false;
        }
        alerts.add(alert);
        tell(alert, false, alert.openedAt(), channels);
        return true;
    }

    @Override
    public synchronized void seen(Alert alert, Instant now) {
        alerts.replaceAll(each ->
                each.id().equals(alert.id()) && each.isOpen() && each.lastSeen().isBefore(now)
                        ? new Alert(
                                each.id(),
                                each.kind(),
                                each.about(),
                                each.summary(),
                                each.openedAt(),
                                now,
                                each.closedAt())
                        : each);
    }

    @Override
    public synchronized boolean close(Alert alert, Instant now, List<String> channels) {
        int at = alerts.indexOf(alert);
        if (at < 0 || !alert.isOpen()) {
            return false;
        }
        alerts.set(at, alert.closed(now));
        tell(alert, true, now, channels);
        return true;
    }

    private void tell(Alert alert, boolean closing, Instant now, List<String> channels) {
        channels.forEach(
                channel -> waiting.add(new Waiting(alert.id(), closing, channel, 0, now, now)));
    }

    @Override
    public synchronized List<Alert> open() {
        return alerts.stream().filter(Alert::isOpen).toList();
    }

    @Override
    public synchronized List<Alert> list(int limit) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::openedAt).reversed().thenComparing(Alert::id))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Delivery> due(Instant now, int limit) {
        return waiting.stream()
                .filter(each -> !each.next.isAfter(now))
                .limit(limit)
                .map(each ->
                        new Delivery(
                                find(each.alert),
                                each.closing,
                                each.channel,
                                each.attempts,
                                each.since))
                .toList();
    }

    private Alert find(String id) {
        return alerts.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Override
    public synchronized void done(Delivery delivery) {
        waiting.removeIf(each -> each.is(delivery));
    }

    @Override
    public synchronized void again(Delivery delivery, Instant next) {
        waiting.replaceAll(each ->
                each.is(delivery)
                        ? new Waiting(
                                each.alert,
                                each.closing,
                                each.channel,
                                each.attempts + 1,
                                each.since,
                                next)
                        : each);
    }

    @Override
    public synchronized void forget(Instant closedBefore) {
        alerts.removeIf(each ->
                each.closedAt().filter(closed -> closed.isBefore(closedBefore)).isPresent());
        waiting.removeIf(each -> alerts.stream().noneMatch(alert -> alert.id().equals(each.alert)));
    }
}
