package dev.mintmark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the help pages have in common, and the front page, where commands stand in the order a
/// newcomer needs them.
final class HelpPages {
    private static final Map<String, List<String>> CHAPTERS = new LinkedHashMap<>();

    static {
        CHAPTERS.put("The authority", List.of("serve", "demo"));
        CHAPTERS.put(
                "Looking after it",
                List.of("user", "client", "session", "keys", "master-key", "admin-key", "audit"));
        CHAPTERS.put("Tokens", List.of("token"));
        CHAPTERS.put("More", List.of("help"));
    }

    private static final List<String> FRONT_PAGE =
            List.of(
                    UsageMessageSpec.SECTION_KEY_HEADER,
                    UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                    UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                    UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                    UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                    UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                    UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                    UsageMessageSpec.SECTION_KEY_FOOTER);

    private HelpPages() {}

    /// To be called before the other commands are added, since picocli would hand the sections on
    /// to them.
    static CommandLine frontPage(CommandLine front) {
        front.setHelpSectionKeys(FRONT_PAGE);
        front.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPages::chapters);
        return front;
    }

    static void everyPage(CommandLine line) {
        var spec = line.getCommandSpec();
        spec.usageMessage()
                .width(100)
                .adjustLineBreaksForWideCJKCharacters(true)
                .abbreviateSynopsis(true)
                .synopsisSubcommandLabel("COMMAND")
                .sortOptions(false)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this page and exit.")
                        .build());
        line.getSubcommands().values().forEach(HelpPages::everyPage);
    }

    private static String chapters(Help front) {
        var summaries = new LinkedHashMap<String, String>();
        for (var command : front.allSubcommands().entrySet()) {
            summaries.put(command.getKey(), summary(command.getValue()));
        }
        var page = new StringBuilder();
        CHAPTERS.forEach((title, names) -> {
            page.append(String.format("%n%s:%n", title));
            for (var name : names) {
                page.append(String.format("  %-12s%s%n", name, summaries.get(name)));
            }
        });
        return page.toString();
    }

    private static String summary(Help command) {
        var lines = command.commandSpec().usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }

    /// For the test that no command is missing from the front page.
    static Set<String> onTheFrontPage() {
        return CHAPTERS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
