package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = "Signing keys: list, generate, rotate, rollback, revoke, import, export.")
final class KeyCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    KeyCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(
            name = "list",
            description = "List the keys: where each stands in its life, and what comes next.")
    int list(
            @Option(names = "--all", description = "Those that are gone, too.") boolean all,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(target, json, AdminRequest.read("keys"), answer -> showAll(answer, all));
    }

    @Command(
            name = "generate",
            description = {
                "Make a key that is published now and signs when its turn comes.",
                "A key that is known already can take over at once in an emergency."
            })
    int generate(
            @Option(
                            names = "--custody",
                            paramLabel = "WHERE",
                            description =
                                    "sealed in the database, or pkcs11: inside a token. Default:"
                                            + " the setting key-custody.")
                    @Nullable String custody,
            @Mixin KeyPlace place,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("keys").with(place.body().text("custody", custody)),
                this::tell);
    }

    @Command(
            name = "rotate",
            description = {
                "Let the next key sign as soon as everybody can know it.",
                "Without options, in every place where a key signs. When no key waits, one is made."
            })
    int rotate(
            @Option(names = "--to", paramLabel = "KID", description = "The announced key to take.")
                    @Nullable String kid,
            @Mixin KeyPlace place,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("keys", "rotate").with(place.body().text("to", kid)),
                this::tell);
    }

    @Command(
            name = "rollback",
            description = {
                "Let the key that signed before sign again, at once.",
                "It is still published, so no verifier has to learn anything."
            })
    int rollback(@Mixin KeyPlace place, @Mixin Target target, @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("keys", "rollback").with(place.body()),
                this::tell);
    }

    @Command(
            name = "revoke",
            description = {
                "Take a key out at once, and with it every token it has signed.",
                "When it is the one that signs, another takes over in the same step."
            })
    int revoke(
            @Parameters(paramLabel = "KID", description = "The kid from 'keys list'.") String kid,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why, for whoever reads the log later.")
                    @Nullable String reason,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("keys", kid, "revoke").with(new Body().text("reason", reason)),
                this::tell);
    }

    @Command(
            name = "export",
            description = "Print the public half of a key, as a JWK. No private half ever leaves.")
    int export(
            @Parameters(paramLabel = "KID", description = "The kid from 'keys list'.") String kid,
            @Option(names = "--pem", description = "As PEM, for tools that read no JWK.")
                    boolean pem,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.read("keys", kid, "public"),
                answer ->
                        terminal.out()
                                .print(
                                        pem
                                                ? answer.text("pem")
                                                : answer.document("jwk").json() + "\n"));
    }

    private void showAll(Document answer, boolean goneToo) {
        showKeys(answer, goneToo);
        var strangers = answer.texts("only_in_device");
        if (!strangers.isEmpty()) {
            terminal.say(
                    "In the PKCS#11 token, but not among the keys above: %s."
                            .formatted(String.join(", ", strangers)));
        }
    }

    private void showKeys(Document answer, boolean goneToo) {
        var keys =
                answer.documents("keys").stream()
                        .filter(key -> goneToo || !key.text("state").equals("gone"))
                        .toList();
        if (keys.isEmpty()) {
            terminal.say("There are no keys.");
            return;
        }
        var table =
                new Table("KID", "ALG", "FOR", "STATE", "SINCE", "NEXT", "WAITS FOR", "SEEN BY");
        for (var key : keys) {
            var next = key.document("next");
            table.row(
                    key.text("kid"),
                    key.text("alg"),
                    key.text("purpose"),
                    key.text("state"),
                    key.text("since"),
                    (next.text("state") + " " + next.text("at")).strip(),
                    next.text("waits_for"),
                    seenBy(key.document("readers")));
        }
        table.print(terminal.out());
    }

    private static String seenBy(Document readers) {
        return readers.number("asked") == 0
                ? ""
                : readers.number("seen") + " of " + readers.number("asked");
    }

    private void tell(Document answer) {
        for (var key : answer.documents("keys")) {
            var due = key.text("due");
            terminal.say(
                    "%s key %s is %s%s."
                            .formatted(
                                    key.text("alg"),
                                    key.text("kid"),
                                    key.text("state"),
                                    due.isEmpty() ? "" : ending(key.text("state"), due)));
        }
    }

    private static String ending(String state, String due) {
        return state.equals("announced") ? " and signs from " + due : " until " + due;
    }
}
