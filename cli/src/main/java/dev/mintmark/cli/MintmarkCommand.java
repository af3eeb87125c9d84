package dev.mintmark.cli;

import dev.mintmark.cli.admin.AuthorityLocator;
import dev.mintmark.cli.admin.Bootstrap;
import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The tree of all commands, wired by hand.
@Command(
        name = "mintmark",
        header = "Mintmark mints, refreshes, revokes and checks JSON Web Tokens.",
        customSynopsis = "mintmark COMMAND [OPTION]...",
        footerHeading = "%n",
        footer = {
            "'mintmark help COMMAND' explains a command.",
            "Commands that print data take --json. Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        versionProvider = Version.class)
final class MintmarkCommand {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    private MintmarkCommand() {}

    static CommandLine line(Terminal terminal, Bootstrap bootstrap) {
        var admin = new AdminDesk(terminal, new AuthorityLocator(terminal), bootstrap);
        var line =
                HelpPages.frontPage(new CommandLine(new MintmarkCommand()))
                        .addSubcommand(new Serve(terminal))
                        .addSubcommand(new Demo(terminal))
                        .addSubcommand(new UserCommands(terminal, admin))
                        .addSubcommand(new ClientCommands(terminal, admin))
                        .addSubcommand(keys(terminal, admin))
                        .addSubcommand(new MasterKeyCommands(terminal, admin))
                        .addSubcommand(new AdminKeyCommands(terminal, admin))
                        .addSubcommand(new SessionCommands(terminal, admin))
                        .addSubcommand(new TokenCommands(terminal, admin))
                        .addSubcommand(audit(terminal, admin))
                        .addSubcommand(new HelpCommand(terminal));
        HelpPages.everyPage(line);
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler(new Misuse(terminal))
                .setExecutionExceptionHandler(new Surprise(terminal));
    }

    private static CommandLine audit(Terminal terminal, AdminDesk admin) {
        return new CommandLine(new AuditCommands(terminal, admin))
                .addSubcommand(new AuditVerify(terminal, admin));
    }

    private static CommandLine keys(Terminal terminal, AdminDesk admin) {
        return new CommandLine(new KeyCommands(terminal, admin))
                .addSubcommand(new KeyImport(terminal, admin));
    }
}
