package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class DemoTest {
    @TempDir private Path temporary;

    @Test
    void the_guided_tour_keeps_every_promise_and_leaves_nothing_behind() throws Exception {
        var tour = tour();
        var process = tour.start();

        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told)
                .contains(
                        "Ann signs in",
                        "ok: only the bearer of a good token gets through",
                        "ok: all eight got the same successor",
                        "ok: the key has changed, and no good token was refused",
                        "invalid_grant: the theft is noticed",
                        "ok: introspection calls her last access token inactive at once",
                        "ok: neither her refresh token nor her access token is good any more")
                .endsWith("Start one of your own with `mintmark serve`.\n");
        assertThat(process.descendants()).isEmpty();
        assertThat(leftIn(temporary)).isEmpty();
    }

    private ProcessBuilder tour() {
        var builder = Application.command(Map.of(), "demo");
        builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
        return builder.redirectErrorStream(true);
    }

    private static String leftIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return String.join(", ", files.map(Path::toString).toList());
        }
    }
}
