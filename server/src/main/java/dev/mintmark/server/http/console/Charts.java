package dev.mintmark.server.http.console;

import dev.mintmark.server.http.page.console.ChartView;
import dev.mintmark.server.http.page.console.ChartView.Line;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Draws what the meters say of the last hour.
final class Charts {
    private static final String REFUSED = "refused.";
    private static final int MOST_REASONS = 5;
    private static final double WIDTH = 600;

    /// Minutes in an hour.
    private static final int STEPS = 60;

    private static final double HEIGHT = 120;

    private final Map<String, double[]> series;
    private final String begin;

    /// @param series by name, oldest first
    /// @param begin what the oldest of them are, in words
    Charts(Map<String, double[]> series, String begin) {
        this.series = series;
        this.begin = begin;
    }

    List<ChartView> all() {
        return List.of(
                chart(
                        "requests",
                        "Requests per second",
                        Map.of("requests", "all", "faults", "failed on our side"),
                        "requests",
                        "faults"),
                chart(
                        "latency",
                        "Time to answer, ms",
                        Map.of("latency_p50", "half are faster", "latency_p99", "99 % are faster"),
                        "latency_p50",
                        "latency_p99"),
                chart(
                        "sign-ins",
                        "Sign-ins and refreshes per second",
                        Map.of(
                                "sign_ins",
                                "sign-ins",
                                "refreshes",
                                "refreshes",
                                "tokens",
                                "tokens"),
                        "sign_ins",
                        "refreshes",
                        "tokens"),
                refusals());
    }

    /// The latest value, in words.
    String latest(String name) {
        var values = values(name);
        return values.length == 0 ? "–" : number(values[values.length - 1]);
    }

    /// Those that happen most, each a line.
    private ChartView refusals() {
        var names =
                series.entrySet().stream()
                        .filter(one -> one.getKey().startsWith(REFUSED))
                        .filter(one -> Arrays.stream(one.getValue()).sum() > 0)
                        .sorted(
                                Comparator.comparingDouble((Map.Entry<String, double[]> one) ->
                                                Arrays.stream(one.getValue()).sum())
                                        .reversed())
                        .limit(MOST_REASONS)
                        .map(Map.Entry::getKey)
                        .toList();
        var words =
                names.stream()
                        .collect(
                                Collectors.toMap(
                                        name -> name,
                                        name ->
                                                name.substring(REFUSED.length())
                                                        .replace('.', ' ')
                                                        .replace('_', ' ')));
        return chart(
                "refusals", "Refusals per second, by reason", words, names.toArray(String[]::new));
    }

    private ChartView chart(String id, String title, Map<String, String> words, String... names) {
        double top = 0;
        for (var name : names) {
            top = Math.max(top, Arrays.stream(values(name)).max().orElse(0));
        }
        double ceiling = ceiling(top);
        var lines =
                Arrays.stream(names)
                        .filter(series::containsKey)
                        .map(name ->
                                line(
                                        words.getOrDefault(name, name),
                                        values(name),
                                        ceiling,
                                        names.length == 1))
                        .toList();
        return new ChartView(id, title, number(ceiling), begin, lines);
    }

    private double[] values(String name) {
        return series.getOrDefault(name, new double[0]);
    }

    private static Line line(String name, double[] values, double ceiling, boolean alone) {
        var path = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            var y = text(HEIGHT - HEIGHT * values[i] / ceiling);
            if (i == 0) {
                path.append('M').append(text(x(values, 0))).append(' ').append(y);
            }
            path.append('L').append(text(x(values, i + 1))).append(' ').append(y);
        }
        var line = path.toString();
        return new Line(
                name,
                line,
                alone && !line.isEmpty() ? line + "L600 120L" + text(x(values, 0)) + " 120Z" : "",
                values.length == 0 ? "" : number(values[values.length - 1]),
                Arrays.stream(values).mapToObj(Charts::number).collect(Collectors.joining(" ")));
    }

    /// Where a step ends. Where less is known than there is room for, the line begins later.
    private static double x(double[] values, int steps) {
        return WIDTH
                * (Math.max(STEPS, values.length) - values.length + steps)
                / Math.max(STEPS, values.length);
    }

    /// The next of 1, 2 and 5, in any power of ten.
    private static double ceiling(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(top, 0.1))));
        for (double step : new double[] {1, 2, 5}) {
            if (top <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == 0 || value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
