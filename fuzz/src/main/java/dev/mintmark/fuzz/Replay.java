package dev.mintmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs what the fuzzer kept, without the fuzzer: one input for each piece of code that it reached.
final class Replay {

    private Replay() {}

    /// The name of a target, and the folder with its inputs.
    public static void main(String[] arguments) throws Exception {
        Target target = Target.labelled(arguments[0]);
        List<Path> inputs = inputs(Path.of(arguments[1]));
        for (Path input : inputs) {
            try {
                target.run(Files.readAllBytes(input));
            } catch (Exception | AssertionError broken) {
                throw new AssertionError(input + ": " + broken.getMessage(), broken);
            }
        }
        System.out.println(inputs.size());
    }

    private static List<Path> inputs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
