package dev.mintmark.adapter.spring;

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

/// Samples below the comment `compile` in the pages about adapters compile, with what the user of
/// an adapter has on the class path.
class DocumentedJavaTest {

    private static final Pattern SAMPLE =
            Pattern.compile("<!-- compile: (\\d+) -->\\R```java\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protect-a-spring-boot-service.md",
                "protect-a-servlet-application.md",
                "accept-dpop-bound-tokens.md"
            })
    void every_sample_of_the_page_compiles(String page, @TempDir Path classes) throws Exception {
        String text = Files.readString(root().resolve("docs/how-to").resolve(page));
        var samples = SAMPLE.matcher(text).results().toList();
        assertThat(samples).hasSizeGreaterThan(1);
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
                        "-proc:none",
                        "-parameters",
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

    static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("ARCHITECTURE.md"))) {
                return at;
            }
        }
        throw new IllegalStateException("the tests run outside the clone");
    }
}
