package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Java samples in the documentation compile, on the Java release that the comment `compile: 17`
/// above them names.
class DocumentedJavaTest {
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "<!-- compile: (?<release>\\d+) -->\\R```java\\R(?<text>.*?)\\R```",
                    Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/how-to/refuse-revoked-tokens-at-once.md",
                "docs/how-to/verify-tokens-in-a-java-service.md",
                "docs/how-to/verify-with-other-libraries.md"
            })
    void every_sample_of_the_page_compiles(String page, @TempDir Path classes) throws Exception {
        var samples = SAMPLE.matcher(Files.readString(root().resolve(page))).results().toList();
        assertThat(samples).isNotEmpty();
        for (var sample : samples) {
            assertThat(complaints(sample.group(1), sample.group(2), classes)).isEmpty();
        }
    }

    private static String complaints(String release, String text, Path classes) {
        var messages = new StringWriter();
        var options =
                List.of(
                        "--release",
                        release,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        boolean fine =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(messages, null, null, options, null, List.of(source(text)))
                        .call();
        return fine ? "" : messages.toString();
    }

    private static JavaFileObject source(String text) {
        var name = CLASS.matcher(text).results().findFirst().orElseThrow().group(1);
        var address = URI.create("string:///" + name + ".java");
        return new SimpleJavaFileObject(address, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests run outside the clone");
        }
        return folder;
    }
}
