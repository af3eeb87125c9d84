package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Finding.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `e2e/chaos [key=value]…`
///
/// Keys: `minutes` or `seconds`, `devices`, `think` (mean milliseconds between two things that a
/// device does), `blow` (mean milliseconds between two kills), `seed`, `fault` (one to plant: see
/// [Fault]), `history` (the file to write), `check` (a file to check, without a run). Fails when a
/// promise was broken, or when a planted fault went unnoticed or was not the one that was noticed.
///
/// The seed decides who does what; what meets what is decided by the machine.
public final class Chaos {
    private static final int NODES = 3;
    private static final int SHOWN = 20;

    /// As the authority has it by default.
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private Chaos() {}

    /// @param entries everything that was written down
    record Run(List<Entry> entries, Checker.Verdict verdict, Map<Misfortune.Blow, Integer> blows) {
        long count(Act act, Outcome outcome) {
            return Calls.of(entries).stream()
                    .filter(call -> call.act() == act && call.outcome() == outcome)
                    .count();
        }

        long acknowledgedEnds() {
            return Calls.of(entries).stream().filter(Call::isAcknowledgedEnd).count();
        }
    }

    public static void main(String[] args) throws Exception {
        var given = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> given.put(pair[0], pair[1]));
        if (given.containsKey("check")) {
            var entries = History.read(Path.of(given.get("check")));
            var verdict = Checker.check(entries, WINDOW);
            report(entries, verdict);
            System.exit(verdict.findings().isEmpty() ? 0 : 1);
        }
        var options = options(given);
        var file = Path.of(given.getOrDefault("history", "e2e/target/chaos.history"));
        System.out.printf("seed %d, fault %s, history %s%n", options.seed(), options.fault(), file);
        var run = run(options, file);
        System.out.println("blows: " + run.blows());
        report(run.entries(), run.verdict());
        boolean asPlanted = options.fault().isShownBy(run.verdict().kinds());
        if (options.fault() != Fault.NONE) {
            System.out.println(
                    asPlanted ? "the planted fault was found" : "the planted fault was NOT found");
        }
        System.exit(asPlanted ? 0 : 1);
    }

    private static Storm.Options options(Map<String, String> given) {
        var lasts =
                given.containsKey("seconds")
                        ? Duration.ofSeconds(Long.parseLong(given.get("seconds")))
                        : Duration.ofMinutes(Long.parseLong(given.getOrDefault("minutes", "1")));
        return new Storm.Options(
                lasts,
                Integer.parseInt(given.getOrDefault("devices", "200")),
                Integer.parseInt(given.getOrDefault("think", "1000")),
                Integer.parseInt(given.getOrDefault("blow", "10000")),
                Long.parseLong(given.getOrDefault("seed", Long.toString(System.nanoTime()))),
                Fault.named(given.getOrDefault("fault", "none")));
    }

    static Run run(Storm.Options options, Path file) throws IOException, InterruptedException {
        Misfortune misfortune;
        try (var cluster =
                        Cluster.start(
                                NODES,
                                file.toAbsolutePath().getParent(),
                                options.fault().settings());
                var history = History.in(file)) {
            misfortune = new Storm(options, cluster, history).run();
        }
        var entries = History.read(file);
        return new Run(entries, Checker.check(entries, WINDOW), misfortune.counts());
    }

    private static void report(List<Entry> entries, Checker.Verdict verdict) {
        System.out.println("| asked for | answers |");
        System.out.println("|---|---|");
        var counts = new TreeMap<Act, Map<Outcome, Long>>();
        for (var call : Calls.of(entries)) {
            counts.computeIfAbsent(call.act(), _ -> new TreeMap<>())
                    .merge(call.outcome(), 1L, Long::sum);
        }
        counts.forEach((act, answers) ->
                System.out.printf(
                        "| %s | %s |%n",
                        act,
                        answers.entrySet().stream()
                                .map(one -> "%,d %s".formatted(one.getValue(), one.getKey()))
                                .collect(Collectors.joining(", "))));
        System.out.println("| promise | broken |");
        System.out.println("|---|---|");
        for (var kind : Kind.values()) {
            System.out.printf("| %s | %,d |%n", kind.words(), verdict.count(kind));
        }
        System.out.printf(
                "devices that tried again after the window was over: %,d%n", verdict.late());
        verdict.findings().stream().limit(SHOWN).forEach(System.out::println);
    }
}
