package dev.mintmark.e2e.year;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonWriter;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// With `jose` in a process of node's: see `src/test/js/verify.mjs`, which moves the clock that
/// jose's cache reads.
public final class JavaScriptService implements Service {
    private static final JsonLimits ANSWER = new JsonLimits(1 << 20, 4, 10_000);
    private static final Path MODULE = Path.of(System.getProperty("mintmark.e2e", "."));
    private static final Path SOURCE = MODULE.resolve("src/test/js");
    private static final Path PLACE = MODULE.resolve("target/js");

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    public JavaScriptService(URI issuer, String audience, Duration cacheFor) throws IOException {
        process =
                new ProcessBuilder(
                                "node",
                                "verify.mjs",
                                issuer.toString(),
                                audience,
                                Long.toString(cacheFor.toSeconds()))
                        .directory(PLACE.toFile())
                        .redirectError(Redirect.INHERIT)
                        .start();
        in = process.outputWriter(UTF_8);
        out = process.inputReader(UTF_8);
    }

    /// Has npm fetch jose, of the version in `package-lock.json`, into the build folder, unless it
    /// is there.
    ///
    /// @return whether node and jose are there now
    public static boolean install() {
        try {
            Files.createDirectories(PLACE);
            for (var name : List.of("package.json", "package-lock.json", "verify.mjs")) {
                Files.copy(
                        SOURCE.resolve(name),
                        PLACE.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return succeeds("node", "--version")
                    && (Files.isDirectory(PLACE.resolve("node_modules/jose"))
                            || succeeds("npm", "ci", "--no-audit", "--no-fund"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .directory(PLACE.toFile())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public String name() {
        return "jose";
    }

    @Override
    public List<String> look(Instant time, List<String> tokens) throws Exception {
        in.write(
                new JsonWriter()
                        .beginObject()
                        .field("now", time.toEpochMilli())
                        .field("tokens", tokens)
                        .endObject()
                        .toString());
        in.write("\n");
        in.flush();
        var line = out.readLine();
        if (line == null
                || !(JsonReader.read(line.getBytes(UTF_8), ANSWER) instanceof JsonArray answer)) {
            throw new AssertionError("node said no more");
        }
        return answer.items().stream().map(item -> ((JsonString) item).value()).toList();
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
        process.onExit().join();
    }
}
