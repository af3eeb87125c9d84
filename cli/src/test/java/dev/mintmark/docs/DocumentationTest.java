package dev.mintmark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.audit.Kind;
import dev.mintmark.server.config.Setting;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.verifier.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The documentation says what the code says.
class DocumentationTest {
    private static final Set<String> TYPES_OF_JAVA =
            Set.of("Optional", "InstantSource", "RandomGenerator");

    @Test
    void every_setting_is_in_the_reference_with_its_default_and_no_other() {
        var rows =
                Pages.hits(
                        "^\\| `([a-z0-9-]+)` \\| `(MINTMARK_[A-Z0-9_]+)` \\| (?:`([^`]+)`|none) \\|",
                        Pages.read("docs/reference/settings.md"));

        assertThat(rows.stream().map(row -> row.group(1) + " " + row.group(2) + " " + text(row)))
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values())
                                .map(s -> s.key() + " " + s.variable() + " " + s.defaultText())
                                .toList());
    }

    private static String text(java.util.regex.MatchResult row) {
        return row.group(3) == null ? "" : row.group(3);
    }

    @Test
    void every_reason_of_the_verifier_is_in_the_reference_and_no_other() {
        var rows =
                Pages.hits(
                        "^\\| `([A-Z_]+)` \\| `([a-z_]+)` \\|",
                        Pages.read("docs/reference/refusal-reasons.md"));

        assertThat(rows.stream().map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values())
                                .map(r -> r.name() + " " + r.code())
                                .toList());
    }

    @Test
    void every_reason_to_refuse_a_refresh_token_is_in_the_reference() {
        var page = Pages.read("docs/reference/refusal-reasons.md");
        var words =
                Arrays.stream(RefusedRefresh.values())
                        .filter(why -> why != RefusedRefresh.REUSED) // an event of its own
                        .map(RefusedRefresh::word)
                        .toList();

        assertThat(Pages.found("^\\| `([a-z_]+)` \\|", page))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void every_kind_of_event_is_in_the_reference_as_it_is() {
        var rows =
                Pages.hits(
                        "^\\| `([a-z_]+)` \\| .* \\| \\d{4}, .* \\| (success|failure) \\|",
                        Pages.read("docs/reference/audit-events.md"));

        assertThat(rows.stream().map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values())
                                .map(kind ->
                                        kind.word() + (kind.isFailure() ? " failure" : " success"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void every_type_that_is_named_exists(String page) {
        var declared = new TreeSet<>(TYPES_OF_JAVA);
        for (var source : Pages.files(".java")) {
            declared.addAll(
                    Pages.found(
                            "\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)",
                            Pages.read(source)));
        }
        var text = Pages.read(page);
        var named = new TreeSet<String>();
        named.addAll(Pages.found("`((?:[A-Z]\\w*\\.)*[A-Z]\\w*[a-z]\\w*)`", text));
        named.addAll(Pages.found("\\b[a-z]+\\.((?:[A-Z][a-z]+)+)\\b(?!\\.)", text));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(named.stream().flatMap(name -> Arrays.stream(name.split("\\.", -1))))
                .isSubsetOf(declared);
    }

    @Test
    void every_link_leads_somewhere() {
        var broken = new ArrayList<String>();
        for (var page : Pages.files(".md")) {
            for (var target : Pages.found("\\]\\(([^)\\s]+)\\)", Pages.read(page))) {
                if (!target.matches("[a-z]+:.*") && !isThere(page, target)) {
                    broken.add(Pages.ROOT.relativize(page) + " → " + target);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean isThere(Path page, String target) {
        var parts = target.split("#", 2);
        var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1
                        || Pages.found("^#+ (.+)$", Pages.read(file)).stream()
                                .anyMatch(heading -> anchor(heading).equals(parts[1])));
    }

    /// As GitHub makes it.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    @Test
    void every_page_can_be_reached_from_the_index() {
        var index = Pages.read("docs/README.md") + Pages.read("docs/decisions/README.md");
        var pages =
                Pages.files(".md").stream()
                        .filter(page -> page.startsWith(Pages.ROOT.resolve("docs")))
                        .map(page -> String.valueOf(page.getFileName()))
                        .filter(name -> !name.equals("README.md"));

        assertThat(pages).allSatisfy(name -> assertThat(index).contains(name + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verifier",
                "testkit",
                "adapters/http",
                "adapters/servlet",
                "adapters/spring-boot",
                "adapters/micrometer",
                "adapters/conformance",
                "postgres-for-tests",
                "server",
                "cli",
                "examples/servlet",
                "examples/spring-boot",
                "e2e",
                "fuzz",
                "bench"
            })
    void every_dependency_has_its_reason(String module) {
        var text = Pages.read("docs/decisions/dependencies.md");
        var heading = "## `" + module + "`\n";
        assertThat(text).contains(heading);
        var section = text.split(heading, 2)[1].split("\n## ", 2)[0];

        assertThat(
                        Pages.found("^\\| (`.+?`) \\|", section).stream()
                                .flatMap(cell -> Arrays.stream(cell.split(", ", -1)))
                                .map(name -> name.replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(dependencies(module + "/pom.xml"));
    }

    private static Set<String> dependencies(String pom) {
        return Pages.found(
                        "<dependency>\\s*<groupId>[^<]+</groupId>\\s*<artifactId>([^<]+)</artifactId>",
                        Pages.read(pom))
                .stream()
                .collect(Collectors.toSet());
    }
}
