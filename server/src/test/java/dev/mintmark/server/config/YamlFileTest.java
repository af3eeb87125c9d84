package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class YamlFileTest {
    @TempDir Path directory;

    @Test
    void a_file_that_was_named_must_be_there() {
        var file = directory.resolve("absent.yaml");

        assertThat(problems(Settings.load(Map.of(), Map.of(), file)))
                .containsExactly(file + " does not exist");
    }

    @Test
    void a_file_may_be_empty_and_lists_are_lists() throws IOException {
        assertThat(Settings.load(Map.of(), Map.of(), yaml("# nothing\n")))
                .isInstanceOf(Loading.Loaded.class);
        var loading =
                Settings.load(Map.of(), Map.of(), yaml("trusted-proxies:\n- 10.0.0.0/8\n- ::1\n"));
        assertThat(((Loading.Loaded) loading).settings().trustedProxies())
                .map(Cidr::toString)
                .containsExactly("10.0.0.0/8", "0:0:0:0:0:0:0:1/128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "master-key: [hunter2",
                "- hunter2",
                "port: 1\nport: 2",
                "tokens:\n  access: hunter2",
                "a: &x hunter2\nb: *y",
                "issuer: !!java.net.URL [hunter2]",
                "port:",
                "--- {}\n--- {}",
            })
    void a_file_that_is_not_a_flat_mapping_is_refused_without_quoting_it(String text)
            throws IOException {
        assertThat(problems(Settings.load(Map.of(), Map.of(), yaml(text))))
                .isNotEmpty()
                .noneMatch(p -> p.contains("hunter2"));
    }

    @Test
    void a_file_beyond_all_reason_is_not_parsed() throws IOException {
        assertThat(problems(Settings.load(Map.of(), Map.of(), yaml("#".repeat(70_000)))))
                .singleElement()
                .asString()
                .endsWith("is larger than 64 KiB");
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("mintmark.yaml"), text);
    }

    private static List<String> problems(Loading loading) {
        assertThat(loading).isInstanceOf(Loading.Invalid.class);
        return ((Loading.Invalid) loading).problems();
    }
}
