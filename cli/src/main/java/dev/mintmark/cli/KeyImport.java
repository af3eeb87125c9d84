package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `mintmark keys import`. A class of its own, as it has much to say and to read.
@Command(
        name = "import",
        description = {
            "Take in keys that were made elsewhere: PEM, a JWK or a JWK Set.",
            "They are published now and sign when their turn comes, or never with --verify-only."
        })
final class KeyImport implements Callable<Integer> {
    /// What the authority takes in one request, less what is around it.
    private static final int LARGEST = 48 * 1024;

    private final Terminal terminal;
    private final AdminDesk admin;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = "";

    @Option(
            names = "--verify-only",
            description = "The key of a former system, so that its tokens stay good.")
    private boolean verifyOnly;

    @Option(
            names = "--alg",
            paramLabel = "ALG",
            description = "What an RSA key is for that does not say: RS256 (default) or PS256.")
    private @Nullable String algorithm;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for whoever reads the log later.")
    private @Nullable String reason;

    @Mixin private final Target target = new Target();

    @Mixin private final Json json = new Json();

    KeyImport(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Override
    public Integer call() {
        var key = read();
        if (key.isEmpty()) {
            return terminal.failed("the file cannot be read, is empty, or is too large for keys.");
        }
        var body =
                new Body()
                        .secret("key", key.get())
                        .flag("verify_only", verifyOnly)
                        .text("alg", algorithm)
                        .text("reason", reason);
        return admin.show(
                target, json, AdminRequest.write("keys", "import").with(body), this::tell);
    }

    private Optional<Secret> read() {
        try (var in = open()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length == 0 || bytes.length > LARGEST
                    ? Optional.empty()
                    : Optional.of(Secret.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private InputStream open() throws IOException {
        return file.equals("-")
                ? terminal.in()
                : Files.newInputStream(terminal.folder().resolve(file));
    }

    private void tell(Document answer) {
        for (var key : answer.documents("keys")) {
            terminal.say(
                    "%s key %s is %s."
                            .formatted(
                                    key.text("alg"),
                                    key.text("kid"),
                                    key.text("custody").equals("verify_only")
                                            ? "published and never signs"
                                            : "announced; `mintmark keys rotate --to KID` has it"
                                                    + " sign as soon as everybody can know it"));
        }
        for (var warning : answer.texts("warnings")) {
            terminal.say("Warning: " + warning);
        }
    }
}
