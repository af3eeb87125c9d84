package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One of the examples, in a process of its own, as `examples/run` starts it.
public final class ExampleProcess implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final URI address;

    private ExampleProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// On any free port, for tokens of this issuer.
    public static ExampleProcess start(String name, URI issuer, Path log) throws IOException {
        var jar = Path.of("../examples", name, "target/orders.jar").toAbsolutePath().normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "The example is not built: run 'mvn verify' for the whole project.");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", jar.toString()))
                        .redirectError(log.toFile());
        builder.environment().put("MINTMARK_ISSUER", issuer.toString());
        builder.environment().put("SERVER_PORT", "0");
        // A setting of the authority, which may run in the same environment.
        builder.environment().put("MINTMARK_PORT", "9400");
        var process = builder.start();
        try {
            return new ExampleProcess(process, ready(process.inputReader(UTF_8), log));
        } catch (RuntimeException | IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Whatever else it prints goes into its log.
    private static URI ready(BufferedReader out, Path log) throws IOException {
        String line =
                CompletableFuture.supplyAsync(() -> firstReady(out))
                        .orTimeout(2, TimeUnit.MINUTES)
                        .join();
        if (line == null) {
            throw new AssertionError("the example ended; " + Files.readString(log));
        }
        return URI.create(line.substring(READY.length()));
    }

    private static String firstReady(BufferedReader out) {
        try {
            String line = out.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = out.readLine();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
