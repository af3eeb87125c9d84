package dev.mintmark.verifier.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Other libraries on the same vectors. What they decide otherwise is published in
/// `docs/reference/what-mintmark-refuses.md`, and case by case in
/// `target/vectors-decided-otherwise.md`. To differ is no failure; some of it is choice, such as
/// limits and names used twice.
class OtherVerifiersTest {

    private static final Path PAGE =
            VectorFolder.find().resolveSibling("docs/reference/what-mintmark-refuses.md");

    private static final Map<String, Judge> JUDGES = judges();
    private static final List<Decided> DECIDED =
            VectorsTest.cases()
                    // None of them knows it.
                    .filter(each -> !each.id().startsWith("ml-dsa/"))
                    .map(OtherVerifiersTest::decided)
                    .toList();

    /// @param others by library: true when it trusts the token, absent when it cannot be asked
    private record Decided(VectorCase vector, Map<String, Boolean> others) {

        boolean trustedHere() {
            return vector.reason().isEmpty();
        }

        boolean otherwise() {
            return others.containsValue(!trustedHere());
        }

        String decision(String library) {
            Boolean trusts = others.get(library);
            if (trusts == null) {
                return "-";
            }
            return trusts ? "trusts" : "refuses";
        }
    }

    /// A judge that refuses everything, because it was set up wrongly, would tell nothing.
    @Test
    void each_trusts_a_plain_token() {
        var plain =
                DECIDED.stream().filter(each -> each.vector().id().equals("valid/es256")).toList();
        assertThat(plain).hasSize(1);
        assertThat(plain.get(0).others()).hasSameSizeAs(JUDGES).doesNotContainValue(false);
    }

    @Test
    void every_case_decided_otherwise_is_written_down() throws IOException {
        String head = "| Case | Title | Here | " + String.join(" | ", JUDGES.keySet()) + " |\n";
        String rows =
                DECIDED.stream()
                        .filter(Decided::otherwise)
                        .map(each -> row(each, each.vector().reason().orElse("trusted")))
                        .collect(Collectors.joining());
        String line = "|---".repeat(3 + JUDGES.size()) + "|\n";
        Path report = Path.of("target", "vectors-decided-otherwise.md");
        Files.writeString(report, head + line + rows, UTF_8);
        assertThat(rows).isNotEmpty();
    }

    /// After a change of vectors or libraries: take the tables that this leaves in `target`.
    @Test
    void the_published_page_says_what_this_run_found() throws IOException {
        String refused = refusedHere();
        String trusted = trustedHere();
        Files.writeString(
                Path.of("target", "what-mintmark-refuses.md"), refused + '\n' + trusted, UTF_8);
        assertThat(Files.readString(PAGE)).contains(refused).contains(trusted);
    }

    @Test
    void the_published_page_names_the_versions_of_the_build() throws IOException {
        String page = Files.readString(PAGE);
        String build = Files.readString(VectorFolder.find().resolveSibling("pom.xml"));
        for (String library : List.of("nimbus", "jjwt", "jose4j")) {
            String version = build.split("<" + library + ".version>", 2)[1].split("</", 2)[0];
            assertThat(page).as(library).contains(version);
        }
    }

    private static String refusedHere() {
        var counts = new EnumMap<Rule, Map<String, Integer>>(Rule.class);
        var cases = new EnumMap<Rule, Integer>(Rule.class);
        var all = new LinkedHashMap<String, Integer>();
        int total = 0;
        for (Decided each : DECIDED) {
            if (!each.trustedHere()) {
                total++;
                Rule rule = Rule.of(each.vector());
                cases.merge(rule, 1, Integer::sum);
                for (String library : JUDGES.keySet()) {
                    int more = each.others().getOrDefault(library, false) ? 1 : 0;
                    counts.computeIfAbsent(rule, key -> new LinkedHashMap<>())
                            .merge(library, more, Integer::sum);
                    all.merge(library, more, Integer::sum);
                }
            }
        }
        var table = new StringBuilder();
        table.append("| rule | cases | ").append(String.join(" | ", JUDGES.keySet()));
        table.append(" |\n").append("|---".repeat(2 + JUDGES.size())).append("|\n");
        counts.forEach((rule, perLibrary) -> {
            if (perLibrary.values().stream().anyMatch(count -> count > 0)) {
                table.append(line(rule.sentence(), cases.get(rule), perLibrary));
            }
        });
        return table.append(line("**all**", total, all)).toString();
    }

    private static String line(String name, int cases, Map<String, Integer> perLibrary) {
        return "| %s | %d | %s |\n"
                .formatted(
                        name,
                        cases,
                        perLibrary.values().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" | ")));
    }

    private static String trustedHere() {
        return "| case | what it is | "
                + String.join(" | ", JUDGES.keySet())
                + " |\n"
                + "|---".repeat(2 + JUDGES.size())
                + "|\n"
                + DECIDED.stream()
                        .filter(each -> each.trustedHere() && each.otherwise())
                        .map(each -> row(each, ""))
                        .collect(Collectors.joining());
    }

    private static String row(Decided each, String here) {
        var cells = new ArrayList<String>();
        cells.add("`" + each.vector().id() + "`");
        cells.add(each.vector().title().replace("|", "\\|"));
        if (!here.isEmpty()) {
            cells.add(here);
        }
        JUDGES.keySet().forEach(library -> cells.add(each.decision(library)));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static Decided decided(VectorCase each) {
        var others = new LinkedHashMap<String, Boolean>();
        JUDGES.forEach((library, judge) -> {
            if (judge.canDo(each)) {
                others.put(library, judge.trusts(each));
            }
        });
        return new Decided(each, others);
    }

    private static Map<String, Judge> judges() {
        var judges = new LinkedHashMap<String, Judge>();
        judges.put("Nimbus", new NimbusJudge());
        judges.put("jjwt", new JjwtJudge());
        judges.put("jose4j", new Jose4jJudge());
        return judges;
    }
}
