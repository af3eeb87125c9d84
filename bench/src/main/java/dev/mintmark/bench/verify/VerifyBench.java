package dev.mintmark.bench.verify;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Measures everything in one run and prints it as Markdown on standard output.
public final class VerifyBench {

    private static final List<String> ALGORITHMS = List.of("ES256", "RS256", "ED25519", "HS256");
    private static final List<String> PROVIDERS = List.of("accp", "jdk");
    private static final List<String> LIBRARIES =
            List.of("mintmark", "nimbus", "spring", "jjwt", "auth0", "jose4j", "fusionauth");

    /// What a library cannot do, or does under another name of the algorithm only.
    private static final Map<String, List<String>> LEFT_OUT =
            Map.of("ED25519", List.of("nimbus", "spring", "auth0", "fusionauth"));

    private final Map<String, Double> rates = new TreeMap<>();
    private final Map<String, Double> bytes = new TreeMap<>();

    private VerifyBench() {}

    public static void main(String[] arguments) throws RunnerException {
        var bench = new VerifyBench();
        bench.measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3);
        System.out.println(bench.table());
    }

    private void measure(int seconds) throws RunnerException {
        for (String algorithm : ALGORITHMS) {
            var libraries = new ArrayList<>(LIBRARIES);
            libraries.removeAll(LEFT_OUT.getOrDefault(algorithm, List.of()));
            keep(
                    options(seconds, "RawSignature", 1)
                            .param("algorithm", algorithm)
                            .param("provider", PROVIDERS.toArray(String[]::new)));
            keep(
                    options(seconds, "FirstTime", 1)
                            .addProfiler(GCProfiler.class)
                            .param("algorithm", algorithm)
                            .param("library", libraries.toArray(String[]::new))
                            .param("provider", PROVIDERS.toArray(String[]::new)));
        }
        for (int threads : List.of(1, 2)) {
            keep(options(seconds, "SeenBefore", threads));
        }
        keep(
                options(seconds, "FirstTime", 2)
                        .param("algorithm", "ES256", "RS256")
                        .param("provider", "accp"));
    }

    private static ChainedOptionsBuilder options(int seconds, String bench, int threads) {
        return new OptionsBuilder()
                .include(VerifyBench.class.getPackageName() + "." + bench + "\\.")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .threads(threads)
                .jvmArgs("--enable-native-access=ALL-UNNAMED", "-Xmx512m")
                .shouldFailOnError(true);
    }

    private void keep(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            var parameters = result.getParams();
            var name =
                    String.join(
                            " ",
                            parameters.getBenchmark().replaceAll(".*\\.([A-Z]\\w+)\\.verify", "$1"),
                            parameter(result, "mode"),
                            parameter(result, "library"),
                            parameter(result, "algorithm"),
                            parameter(result, "provider"),
                            Integer.toString(parameters.getThreads()));
            rates.put(name, result.getPrimaryResult().getScore());
            var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            if (allocated != null) {
                bytes.put(name, allocated.getScore());
            }
        }
    }

    private static String parameter(RunResult result, String name) {
        var value = result.getParams().getParam(name);
        return value == null ? "-" : value;
    }

    private String table() {
        var text = new StringBuilder();
        for (String provider : PROVIDERS) {
            text.append("\nVerifications per second, one thread, ")
                    .append(provider.equals("accp") ? "Amazon Corretto Crypto Provider" : "JDK")
                    .append("; share of the bare signature check; bytes allocated\n\n| |");
            ALGORITHMS.forEach(each -> text.append(' ').append(each).append(" |"));
            text.append("\n|---|")
                    .append("---|".repeat(ALGORITHMS.size()))
                    .append("\n| bare check |");
            ALGORITHMS.forEach(each -> text.append(thousands(raw(each, provider))).append(" |"));
            for (String library : LIBRARIES) {
                text.append("\n| ").append(library).append(" |");
                ALGORITHMS.forEach(each -> text.append(cell(library, each, provider)));
            }
            text.append('\n');
        }
        text.append("\nTokens that come again, and tokens that are all new, per second\n\n");
        text.append("| | one thread | two threads |\n|---|---|---|\n");
        for (String algorithm : List.of("ES256", "RS256")) {
            for (String mode : List.of("remembering", "new", "forgetful")) {
                text.append("| %s, %s |".formatted(algorithm, mode));
                for (int threads : List.of(1, 2)) {
                    text.append(
                            thousands(
                                    rates.getOrDefault(
                                            "SeenBefore %s - %s accp %d"
                                                    .formatted(mode, algorithm, threads),
                                            0.0)));
                    text.append(" |");
                }
                text.append('\n');
            }
            text.append("| %s, one token, nothing remembered |".formatted(algorithm));
            for (int threads : List.of(1, 2)) {
                text.append(
                        thousands(
                                rates.getOrDefault(
                                        "FirstTime - mintmark %s accp %d"
                                                .formatted(algorithm, threads),
                                        0.0)));
                text.append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private double raw(String algorithm, String provider) {
        return rates.getOrDefault("RawSignature - - " + algorithm + " " + provider + " 1", 0.0);
    }

    private String cell(String library, String algorithm, String provider) {
        var name = "FirstTime - %s %s %s 1".formatted(library, algorithm, provider);
        var rate = rates.get(name);
        return rate == null
                ? " – |"
                : String.format(
                        Locale.ROOT,
                        "%s, %.2f, %.1f K |",
                        thousands(rate),
                        rate / raw(algorithm, provider),
                        bytes.getOrDefault(name, 0.0) / 1024);
    }

    private static String thousands(double rate) {
        return String.format(Locale.ROOT, " %,d", Math.round(rate));
    }
}
