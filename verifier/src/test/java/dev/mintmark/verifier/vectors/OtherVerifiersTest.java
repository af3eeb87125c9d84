package dev.mintmark.verifier.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where other libraries decide otherwise than the vectors: for information, in
/// `target/vectors-decided-otherwise.md`. To differ is no failure; some of it is choice, such as
/// limits and names used twice.
class OtherVerifiersTest {

    private static final Map<String, Judge> JUDGES = judges();

    @Test
    void what_others_decide_otherwise_is_written_down() throws IOException {
        var rows = new ArrayList<String>();
        var perTheme = new TreeMap<String, Map<String, int[]>>();
        for (VectorCase each : (Iterable<VectorCase>) VectorsTest.cases()::iterator) {
            boolean trusted = each.reason().isEmpty();
            var decisions = new ArrayList<String>();
            boolean otherwise = false;
            for (Map.Entry<String, Judge> judge : JUDGES.entrySet()) {
                String decision = decision(judge.getValue(), each);
                decisions.add(decision);
                if (!decision.equals("-") && decision.equals("trusts") != trusted) {
                    otherwise = true;
                    perTheme.computeIfAbsent(theme(each), name -> new TreeMap<>())
                            .computeIfAbsent(judge.getKey(), name -> new int[2])[trusted ? 1 : 0]++;
                }
            }
            if (otherwise) {
                rows.add(
                        "| %s | %s | %s | %s |"
                                .formatted(
                                        each.id(),
                                        each.title().replace("|", "\\|"),
                                        trusted ? "trusted" : each.reason().orElseThrow(),
                                        String.join(" | ", decisions)));
            }
        }
        Path report = Path.of("target/vectors-decided-otherwise.md").toAbsolutePath();
        Files.createDirectories(report.getParent());
        Files.writeString(report, summary(perTheme) + table(rows), UTF_8);

        // A judge that refuses everything, because it was set up wrongly, would tell nothing.
        var plain = VectorsTest.cases().filter(each -> each.id().equals("valid/es256")).toList();
        assertThat(plain).hasSize(1);
        assertThat(JUDGES.values()).allMatch(judge -> judge.trusts(plain.get(0)));
    }

    private static String decision(Judge judge, VectorCase each) {
        if (!judge.canDo(each)) {
            return "-";
        }
        return judge.trusts(each) ? "trusts" : "refuses";
    }

    private static String summary(Map<String, Map<String, int[]>> perTheme) {
        var lines =
                new StringBuilder("Trusted though refused here / refused though trusted here\n\n");
        lines.append("| Theme | ").append(String.join(" | ", JUDGES.keySet())).append(" |\n");
        lines.append("|---").append("|---".repeat(JUDGES.size())).append("|\n");
        perTheme.forEach((theme, counts) -> {
            lines.append("| ").append(theme);
            for (String name : JUDGES.keySet()) {
                int[] count = counts.getOrDefault(name, new int[2]);
                lines.append(" | ").append(count[0]).append(" / ").append(count[1]);
            }
            lines.append(" |\n");
        });
        return lines.append('\n').toString();
    }

    private static String table(List<String> rows) {
        return "A dash: cannot be asked that way. jjwt leaves the choice of the key to its caller, here by"
                + " kid alone; without kid, a set's only key.\n\n| Case | Title | Here | "
                + String.join(" | ", JUDGES.keySet())
                + " |\n|---|---|---"
                + "|---".repeat(JUDGES.size())
                + "|\n"
                + String.join("\n", rows)
                + "\n";
    }

    private static String theme(VectorCase each) {
        return each.id().substring(0, each.id().indexOf('/'));
    }

    private static Map<String, Judge> judges() {
        var judges = new LinkedHashMap<String, Judge>();
        judges.put("Nimbus", new NimbusJudge());
        judges.put("jjwt", new JjwtJudge());
        return judges;
    }
}
