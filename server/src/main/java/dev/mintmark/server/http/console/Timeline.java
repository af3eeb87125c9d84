package dev.mintmark.server.http.console;

import dev.mintmark.server.http.page.console.KeyRow;
import dev.mintmark.server.http.page.console.KeyRow.Bar;
import dev.mintmark.server.http.page.console.KeysView;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of an answer, laid out from the first that counts to the last thing that is known to
/// come.
final class Timeline {
    private static final Duration LOOKS_BACK = Duration.ofDays(60);
    private static final Duration SHORT = Duration.ofDays(3);
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter TIME = format("d MMM, HH:mm");
    private static final int[] MARKS = {12, 50, 88};

    private final Words words;
    private final List<Doc> keys;
    private final Instant now;
    private final Instant start;
    private final Instant end;

    Timeline(Words words, Doc answer) {
        this.words = words;
        this.keys = answer.docs("keys");
        this.now = words.now();
        var first =
                published()
                        .map(key -> key.time("created_at").orElseThrow())
                        .min(Instant::compareTo)
                        .orElse(now);
        var earliest = now.minus(LOOKS_BACK);
        this.start = first.isBefore(earliest) ? earliest : first;
        var last =
                published().flatMap(key -> until(key).stream()).max(Instant::compareTo).orElse(now);
        var least = now.plus(Duration.ofHours(1));
        this.end = last.isBefore(least) ? least : last;
    }

    KeysView view(boolean mayWrite) {
        var slots = new LinkedHashMap<String, List<Doc>>();
        published()
                .forEach(key ->
                        slots.computeIfAbsent(slot(key).text(), _ -> new ArrayList<>()).add(key));
        return new KeysView(
                slots.values().stream().map(this::slot).toList(),
                percent(now),
                marks(),
                keys.stream().filter(key -> !isPublished(key)).map(this::row).toList(),
                mayWrite);
    }

    private KeysView.Slot slot(List<Doc> inSlot) {
        var slot = slot(inSlot.getFirst());
        boolean back =
                inSlot.stream()
                        .anyMatch(key ->
                                key.text("state").equals("retiring")
                                        && !key.text("custody").equals("verify_only"));
        return new KeysView.Slot(
                slot.algorithm(),
                slot.purpose().equals("access_tokens")
                        ? "signs access tokens"
                        : "signs statements of this authority",
                slot.purpose() + "." + slot.algorithm(),
                inSlot.stream().map(this::row).toList(),
                back);
    }

    private KeyRow row(Doc key) {
        var kid = key.text("kid");
        return new KeyRow(
                kid,
                "/console/keys/" + Desk.segment(kid) + "/revoke",
                key.text("state"),
                key.text("state"),
                words.moment(key.time("since")),
                words.moment(key.time("created_at")),
                next(key.doc("next")),
                readers(key.doc("readers")),
                key.text("reason"),
                key.text("custody"),
                isPublished(key) ? bars(key) : List.of(),
                isPublished(key));
    }

    private String next(Doc next) {
        return next.time("at")
                .map(at -> next.text("state") + " " + words.moment(at).near())
                .orElse("");
    }

    private static String readers(Doc readers) {
        long asked = readers.number("asked");
        return asked == 0
                ? ""
                : "%d of %d readers hold it".formatted(readers.number("seen"), asked);
    }

    /// What is past as it was, as far as that is remembered; what is to come as it is planned.
    private List<Bar> bars(Doc key) {
        var bars = new ArrayList<Bar>();
        var created = key.time("created_at").orElseThrow();
        var since = key.time("since").orElseThrow();
        var until = until(key).orElse(end);
        switch (key.text("state")) {
            case "announced" -> {
                add(bars, created, now, "announced", false);
                add(bars, now, until, "announced", true);
                add(bars, until, end, "signing", true);
            }
            case "signing" -> {
                add(bars, created, since, "announced", false);
                add(bars, since, now, "signing", false);
                add(bars, now, until, "signing", true);
            }
            default -> {
                add(bars, created, since, "signing", false);
                add(bars, since, now, "retiring", false);
                add(bars, now, until, "retiring", true);
            }
        }
        return bars;
    }

    private void add(List<Bar> bars, Instant from, Instant to, String kind, boolean planned) {
        var begin = from.isBefore(start) ? start : from;
        if (begin.isBefore(to)) {
            double width = share(to) - share(begin);
            bars.add(new Bar(percent(begin), text(width), kind, planned));
        }
    }

    private List<KeysView.Mark> marks() {
        var format = Duration.between(start, end).compareTo(SHORT) > 0 ? DAY : TIME;
        var marks = new ArrayList<KeysView.Mark>();
        for (int place : MARKS) {
            var at = start.plus(Duration.between(start, end).multipliedBy(place).dividedBy(100));
            marks.add(new KeysView.Mark(Integer.toString(place), format.format(at)));
        }
        return marks;
    }

    private Stream<Doc> published() {
        return keys.stream().filter(Timeline::isPublished);
    }

    private static Optional<Instant> until(Doc key) {
        return key.doc("next").time("at").or(() -> key.time("due"));
    }

    private static boolean isPublished(Doc key) {
        return switch (key.text("state")) {
            case "announced", "signing", "retiring" -> true;
            default -> false;
        };
    }

    private static KeyPages.Slot slot(Doc key) {
        return new KeyPages.Slot(key.text("purpose"), key.text("alg"));
    }

    private double share(Instant time) {
        double whole = Duration.between(start, end).toMillis();
        double part = Duration.between(start, time).toMillis();
        return Math.clamp(100 * part / whole, 0.0, 100.0);
    }

    private String percent(Instant time) {
        return text(share(time));
    }

    private static String text(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
