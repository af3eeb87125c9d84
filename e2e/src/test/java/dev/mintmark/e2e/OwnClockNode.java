package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.Mintmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An authority in a process of its own, whose clock is wrong.
final class OwnClockNode implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final URI address;

    private OwnClockNode(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// @param wrong how far its clock is ahead
    static OwnClockNode start(Duration wrong, Path data, Map<String, String> settings)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(OwnClockNode.class.getName());
        command.add(wrong.toString());
        command.add(data.toString());
        var log = data.resolveSibling(data.getFileName() + ".log");
        var builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        // Not as arguments, since everybody on the machine can read those. It stays open: when it
        // is closed, because we are gone, the node goes as well.
        var in = process.outputWriter(UTF_8);
        for (var setting : settings.entrySet()) {
            in.write(setting.getKey() + "=" + setting.getValue() + "\n");
        }
        in.write("\n");
        in.flush();
        var line = process.inputReader(UTF_8).readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new AssertionError("not ready but " + line + "; " + Files.readString(log));
        }
        return new OwnClockNode(process, URI.create(line.substring(READY.length())));
    }

    Caller caller() {
        return new Caller(address);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /// Its process.
    public static void main(String[] args) throws Exception {
        var wrong = Duration.parse(args[0]);
        var settings = new HashMap<String, String>();
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            var pair = line.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        try (var authority =
                Mintmark.start(
                        DataFolders.settings(Path.of(args[1]), settings),
                        () -> Instant.now().plus(wrong))) {
            System.out.println(READY + authority.baseUrl());
            var _ = in.readLine();
        }
    }
}
