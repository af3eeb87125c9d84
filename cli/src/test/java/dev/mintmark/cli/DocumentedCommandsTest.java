package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.cli.admin.OwnAuthority;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.docs.Pages;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The reference of the command line names every command and every option, and none that is not.
class DocumentedCommandsTest {
    private static final Pattern HEADING =
            Pattern.compile("^### `mintmark ([a-z -]+?)(?: [A-Z]+)?`$", Pattern.MULTILINE);

    private final String page = Pages.read("docs/reference/command-line.md");

    @Test
    void every_command_has_its_section() {
        assertThat(sections().keySet()).isEqualTo(commands().keySet());
    }

    @Test
    void every_option_is_explained() {
        var forAll = page.split("\n### ", 2)[0];
        commands()
                .forEach((path, line) -> {
                    var section = sections().get(path);
                    for (var option : line.getCommandSpec().options()) {
                        if (option.usageHelp()) {
                            continue;
                        }
                        assertThat(forAll + section)
                                .as("%s %s", path, option.longestName())
                                .containsPattern("`(?:[^`]*[ ,])?" + name(option) + "[` ]");
                    }
                });
    }

    private static String name(OptionSpec option) {
        return Pattern.quote(option.longestName());
    }

    private Map<String, String> sections() {
        var sections = new TreeMap<String, String>();
        var headings = HEADING.matcher(page);
        while (headings.find()) {
            sections.put(headings.group(1), page.substring(headings.end()).split("\n##", 2)[0]);
        }
        return sections;
    }

    private static Map<String, CommandLine> commands() {
        var terminal = Terminal.ofThisProcess();
        var commands = new TreeMap<String, CommandLine>();
        collect("", MintmarkCommand.line(terminal, new OwnAuthority(terminal)), commands);
        return commands;
    }

    private static void collect(String path, CommandLine line, Map<String, CommandLine> all) {
        line.getSubcommands()
                .forEach((name, command) -> {
                    all.put(path + name, command);
                    collect(path + name + " ", command, all);
                });
    }
}
