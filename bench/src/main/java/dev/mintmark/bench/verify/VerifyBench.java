package dev.mintmark.bench.verify;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures everything in one run and prints it as Markdown on standard output.
public final class VerifyBench {

    private static final List<String> ALGORITHMS = List.of("ES256", "RS256", "ED25519", "HS256");
    private static final List<String> PROVIDERS = List.of("accp", "jdk");
    private static final List<String> LIBRARIES =
            List.of("mintmark", "nimbus", "spring", "jjwt", "auth0", "jose4j", "fusionauth");

    /// What a library cannot do, or does under another name of the algorithm only.
    private static final Map<String, List<String>> LEFT_OUT =
            Map.of("ED25519", List.of("nimbus", "spring", "auth0", "fusionauth"));

    private final Figures figures = new Figures();

    private VerifyBench() {}

    public static void main(String[] arguments) throws RunnerException {
        var bench = new VerifyBench();
        bench.measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3);
        System.out.println(bench.tables());
        var peers = LIBRARIES.subList(1, LIBRARIES.size());
        System.out.println(new Goals(bench.figures, ALGORITHMS, peers).table());
    }

    private void measure(int seconds) throws RunnerException {
        for (String algorithm : ALGORITHMS) {
            var libraries = new ArrayList<>(LIBRARIES);
            libraries.removeAll(LEFT_OUT.getOrDefault(algorithm, List.of()));
            bareCheck(seconds, algorithm);
            firstTime(seconds, algorithm, libraries);
            // Once more, because a share of the limit takes two figures of the same minutes.
            firstTime(seconds, algorithm, List.of("mintmark"));
            bareCheck(seconds, algorithm);
        }
        for (int threads : List.of(1, 2)) {
            keep(options(seconds, "SeenBefore", threads));
        }
        keep(
                options(seconds, "FirstTime", 2)
                        .param("algorithm", SeenBefore.ALGORITHMS.toArray(String[]::new))
                        .param("provider", "accp"));
    }

    private void bareCheck(int seconds, String algorithm) throws RunnerException {
        keep(
                options(seconds, "RawSignature", 1)
                        .param("algorithm", algorithm)
                        .param("provider", PROVIDERS.toArray(String[]::new)));
    }

    private void firstTime(int seconds, String algorithm, List<String> libraries)
            throws RunnerException {
        keep(
                options(seconds, "FirstTime", 1)
                        .addProfiler(GCProfiler.class)
                        .param("algorithm", algorithm)
                        .param("library", libraries.toArray(String[]::new))
                        .param("provider", PROVIDERS.toArray(String[]::new)));
    }

    private static ChainedOptionsBuilder options(int seconds, String bench, int threads) {
        return new OptionsBuilder()
                .include(VerifyBench.class.getPackageName() + "." + bench + "\\.")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .threads(threads)
                .jvmArgs("--enable-native-access=ALL-UNNAMED", "-Xmx512m")
                .shouldFailOnError(true);
    }

    private void keep(ChainedOptionsBuilder options) throws RunnerException {
        new Runner(options.build()).run().forEach(figures::keep);
    }

    private String tables() {
        var text = new StringBuilder();
        for (String provider : PROVIDERS) {
            text.append("\nVerifications per second, one thread, ")
                    .append(
                            provider.equals("accp")
                                    ? "all on the Amazon Corretto Crypto Provider"
                                    : "all on the JDK's providers")
                    .append("; share of the bare signature check; KiB allocated\n\n| |");
            ALGORITHMS.forEach(each -> text.append(' ').append(each).append(" |"));
            text.append("\n|---|")
                    .append("---|".repeat(ALGORITHMS.size()))
                    .append("\n| bare check |");
            ALGORITHMS.forEach(
                    each -> text.append(thousands(figures.raw(each, provider))).append(" |"));
            for (String library : LIBRARIES) {
                text.append("\n| ").append(library).append(" |");
                ALGORITHMS.forEach(each -> text.append(cell(library, each, provider)));
            }
            text.append('\n');
        }
        text.append("\nTokens that come again, and tokens that are all new, per second\n\n");
        text.append("| | one thread | two threads |\n|---|---|---|\n");
        for (String algorithm : SeenBefore.ALGORITHMS) {
            for (String mode : List.of("remembering", "new", "forgetful")) {
                text.append("| %s, %s |".formatted(algorithm, mode));
                for (int threads : List.of(1, 2)) {
                    text.append(thousands(figures.seenBefore(mode, algorithm, threads)))
                            .append(" |");
                }
                text.append('\n');
            }
            text.append("| %s, one token, nothing remembered |".formatted(algorithm));
            for (int threads : List.of(1, 2)) {
                text.append(thousands(figures.firstTime("mintmark", algorithm, "accp", threads)))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String cell(String library, String algorithm, String provider) {
        double rate = figures.firstTime(library, algorithm, provider, 1);
        return rate == 0
                ? " – |"
                : String.format(
                        Locale.ROOT,
                        "%s, %.2f, %.1f K |",
                        thousands(rate),
                        rate / figures.raw(algorithm, provider),
                        figures.bytes(library, algorithm, provider) / 1024);
    }

    private static String thousands(double rate) {
        return String.format(Locale.ROOT, " %,d", Math.round(rate));
    }
}
