package dev.mintmark.server.source;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a program and takes what it prints: every secret manager has a command line.
///
/// The program gets the environment without our own variables, so that it learns no other secret.
/// What it says on standard error is not passed on: nobody knows what is in it.
final class HelperProgram {
    private static final int MOST_BYTES = 4_096;
    private static final String OURS = "MINTMARK_";

    private final Duration patience;

    HelperProgram(Duration patience) {
        this.patience = patience;
    }

    Fetched run(List<String> command) {
        var name = String.valueOf(Path.of(command.getFirst()).getFileName());
        Process process;
        try {
            var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
            builder.environment().keySet().removeIf(variable -> variable.startsWith(OURS));
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Fetched.Failed("the program %s cannot be run".formatted(name));
        }
        try {
            return outcome(process, name);
        } finally {
            // What it has started may hold on to its output.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Fetched outcome(Process process, String name) {
        var reading = new FutureTask<>(() -> process.getInputStream().readNBytes(MOST_BYTES + 1));
        Thread.ofVirtual().name("reads-secret").start(reading);
        try {
            byte[] out = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (out.length > MOST_BYTES) {
                return new Fetched.Failed("the program %s printed too much".formatted(name));
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return tookTooLong(name);
            }
            return process.exitValue() == 0
                    ? text(out, name)
                    : new Fetched.Failed(
                            "the program %s ended with %d; run it by hand to see why"
                                    .formatted(name, process.exitValue()));
        } catch (TimeoutException e) {
            return tookTooLong(name);
        } catch (ExecutionException e) {
            return new Fetched.Failed("what %s prints cannot be read".formatted(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Failed("the program %s was interrupted".formatted(name));
        }
    }

    private Fetched tookTooLong(String name) {
        return new Fetched.Failed(
                "the program %s took longer than %d s".formatted(name, patience.toSeconds()));
    }

    private static Fetched text(byte[] out, String name) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out)).toString();
            return text.isBlank()
                    ? new Fetched.Failed("the program %s printed nothing".formatted(name))
                    : new Fetched.Got(text.strip());
        } catch (CharacterCodingException e) {
            return new Fetched.Failed("the program %s printed no text".formatted(name));
        }
    }
}
