package dev.mintmark.bench.verify;

import java.util.List;
import java.util.Locale;

/// What the verifier is to reach, beside what it has reached.
final class Goals {

    private static final int KIBIBYTE = 1024;

    private final Figures figures;
    private final List<String> algorithms;
    private final List<String> peers;
    private final StringBuilder text = new StringBuilder();

    Goals(Figures figures, List<String> algorithms, List<String> peers) {
        this.figures = figures;
        this.algorithms = algorithms;
        this.peers = peers;
    }

    String table() {
        text.append("\nGoals\n\n| | goal | measured | |\n|---|---|---|---|\n");
        for (var goal : List.of("ES256 0.95", "RS256 0.95", "ED25519 0.92")) {
            var algorithm = goal.substring(0, goal.indexOf(' '));
            atLeast(
                    algorithm + ", share of the bare check, same provider",
                    Double.parseDouble(goal.substring(goal.indexOf(' ') + 1)),
                    ours(algorithm, "accp") / figures.raw(algorithm, "accp"));
        }
        shipped("ES256", 7);
        shipped("RS256", 3);
        for (String algorithm : algorithms) {
            versusFastest(algorithm, "accp", algorithm.equals("HS256") ? 2 : 1);
        }
        for (String algorithm : algorithms) {
            versusFastest(algorithm, "jdk", algorithm.equals("HS256") ? 2 : 1);
        }
        for (String algorithm : algorithms) {
            atMost(
                    algorithm + ", KiB allocated",
                    2.5,
                    figures.bytes("mintmark", algorithm, "accp") / KIBIBYTE);
        }
        for (String algorithm : SeenBefore.ALGORITHMS) {
            repeated(algorithm);
        }
        return text.toString();
    }

    private void repeated(String algorithm) {
        double seen = figures.seenBefore("remembering", algorithm, 1);
        atLeast(algorithm + ", million seen tokens a second", 0.8, seen / 1e6);
        double alone = figures.seenBefore("forgetful", algorithm, 1);
        double remembering = figures.seenBefore("new", algorithm, 1);
        atMost(algorithm + ", % lost when every token is new", 3, 100 * (1 - remembering / alone));
        atLeast(
                algorithm + ", two threads to one, first time",
                1.9,
                figures.firstTime("mintmark", algorithm, "accp", 2) / ours(algorithm, "accp"));
        atLeast(
                algorithm + ", two threads to one, seen tokens",
                1.9,
                figures.seenBefore("remembering", algorithm, 2) / seen);
    }

    private void shipped(String algorithm, double times) {
        atLeast(
                algorithm + ", times nimbus as it ships",
                times,
                ours(algorithm, "accp") / figures.firstTime("nimbus", algorithm, "jdk", 1));
    }

    private void versusFastest(String algorithm, String provider, double times) {
        var fastest = figures.fastestPeer(peers, algorithm, provider);
        atLeast(
                "%s, times the fastest peer (%s), both on %s"
                        .formatted(
                                algorithm,
                                fastest.getKey(),
                                provider.equals("accp") ? "ACCP" : "the JDK"),
                times,
                ours(algorithm, provider) / fastest.getValue());
    }

    private double ours(String algorithm, String provider) {
        return figures.firstTime("mintmark", algorithm, provider, 1);
    }

    private void atLeast(String what, double goal, double measured) {
        row(what, "≥ ", goal, measured, measured >= goal);
    }

    private void atMost(String what, double goal, double measured) {
        row(what, "≤ ", goal, measured, measured <= goal);
    }

    private void row(String what, String sign, double goal, double measured, boolean reached) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %s%s | %.2f | %s |%n",
                        what,
                        sign,
                        goal == Math.rint(goal) ? Integer.toString((int) goal) : goal,
                        measured,
                        reached ? "reached" : "**missed**"));
    }
}
