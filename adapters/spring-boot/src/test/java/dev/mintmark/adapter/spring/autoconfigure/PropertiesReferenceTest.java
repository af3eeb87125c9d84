package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The page about the properties, and what editors are told, say what the code says.
class PropertiesReferenceTest {

    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `(mintmark\\.[a-z.-]+)` \\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void every_property_is_in_the_reference_with_its_default_and_no_other() throws Exception {
        var rows =
                ROW.matcher(Files.readString(page()))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2).replace("`", ""))
                        .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        properties().stream()
                                .map(each -> text(each, "name") + " " + defaultOf(each))
                                .toList());
    }

    @Test
    void every_property_is_described_to_editors() throws Exception {
        assertThat(properties())
                .allSatisfy(each ->
                        assertThat(each.string("description"))
                                .as(text(each, "name"))
                                .hasValueSatisfying(
                                        sentence -> assertThat(sentence).endsWith(".")));
    }

    private static List<JsonObject> properties() throws Exception {
        try (var in =
                MintmarkProperties.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            var metadata = (JsonObject) JsonReader.read(in.readAllBytes(), JsonLimits.DOCUMENT);
            return ((JsonArray) metadata.member("properties"))
                    .items().stream().map(JsonObject.class::cast).toList();
        }
    }

    private static String defaultOf(JsonObject property) {
        JsonValue value = property.member("defaultValue");
        if (value instanceof JsonString string) {
            return string.value().replaceAll("[\\[\\]]", "");
        }
        return value instanceof JsonBoolean bool ? String.valueOf(bool.value()) : "none";
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow();
    }

    private static Path page() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("ARCHITECTURE.md"))) {
                return at.resolve("docs/reference/spring-boot-properties.md");
            }
        }
        throw new IllegalStateException("the tests run outside the clone");
    }
}
