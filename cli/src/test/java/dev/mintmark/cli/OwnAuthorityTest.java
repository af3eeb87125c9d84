package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.cli.admin.Bootstrap.Started;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class OwnAuthorityTest {
    @TempDir Path folder;

    @Test
    void a_directory_without_an_authority_gets_one_for_the_length_of_the_command()
            throws IOException {
        try (var authority = new AdminApiStandIn().on("GET /admin/v1/keys", 200, "{\"keys\":[]}")) {
            var closed = new AtomicInteger();
            var own =
                    new Started.Running() {
                        @Override
                        public HttpAddress baseUrl() {
                            return HttpAddress.parse(authority.url()).orElseThrow();
                        }

                        @Override
                        public Secret adminKey() {
                            return Secret.of(AdminApiStandIn.KEY);
                        }

                        @Override
                        public void close() {
                            closed.incrementAndGet();
                        }
                    };

            var run =
                    new CommandLineRun()
                            .starting(_ -> own)
                            .run("keys", "list", "--data", folder.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void it_starts_with_the_settings_that_were_named() throws IOException {
        var data = folder.resolve("data");
        Files.writeString(folder.resolve("other.yaml"), "data: " + data + "\nport: 9500\n");

        var run =
                new CommandLineRun()
                        .in(folder)
                        .startingItsOwn()
                        .run("user", "list", "--config", "other.yaml");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(data.resolve("mintmark.db")).exists();
        assertThat(folder.resolve("mintmark-data")).doesNotExist();
    }

    @Test
    void what_it_lacks_to_start_is_wrong_usage_and_leaves_nothing() throws IOException {
        var data = folder.resolve("data");
        Files.writeString(
                folder.resolve("mintmark.yaml"),
                "data: " + data + "\nissuer: https://id.example.com\n");

        var run = new CommandLineRun().in(folder).startingItsOwn().run("user", "list");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("MINTMARK_MASTER_KEY");
        assertThat(data).doesNotExist();
    }
}
