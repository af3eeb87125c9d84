package dev.mintmark.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The built application, ready to be started the way the launcher starts it.
public final class Application {
    private Application() {}

    /// A `java … mintmark` with these arguments, and of our own environment only what is not about
    /// Mintmark.
    public static ProcessBuilder command(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        if (!arguments[0].equals("serve")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", folder() + "/*", "dev.mintmark.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MINTMARK_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return builder;
    }

    private static Path folder() {
        var folder = Path.of(System.getProperty("mintmark.app", "../cli/target/app")).normalize();
        try (var jars = Files.list(folder)) {
            if (jars.noneMatch(jar -> jar.getFileName().toString().startsWith("mintmark-cli"))) {
                throw new IllegalStateException("no application in " + folder);
            }
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The application is not built: run 'mvn verify' for the whole project.", e);
        }
    }
}
