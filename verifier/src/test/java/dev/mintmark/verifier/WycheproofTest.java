package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonWriter;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;

/// vectors of Project Wycheproof for JSON Web Signature, those for HS256 and ES256. Their
/// payload is `foo` and no token of ours, so a signature that holds shows in the payload being what
/// is refused.
class WycheproofTest {

    private static final Path EXCERPT =
            Path.of("src/test/resources/wycheproof/json_web_signature_test.json");
    private static final JsonLimits FILE = new JsonLimits(16 * 1024 * 1024, 64, 500_000);

    @TestFactory
    Stream<DynamicTest> every_signature_holds_or_not_as_they_say() throws Exception {
        byte[] json = Files.readAllBytes(EXCERPT);
        var groups = (JsonArray) ((JsonObject) JsonReader.read(json, FILE)).member("testGroups");
        return groups.items().stream().flatMap(group -> tests((JsonObject) group));
    }

    private static Stream<DynamicTest> tests(JsonObject group) {
        var verifier = verifier(group);
        return ((JsonArray) group.member("tests"))
                .items().stream()
                        .map(JsonObject.class::cast)
                        .map(each ->
                                DynamicTest.dynamicTest(
                                        "%s %s: %s"
                                                .formatted(
                                                        ((JsonNumber) each.member("tcId")).text(),
                                                        text(group, "comment"),
                                                        text(each, "comment")),
                                        () -> check(verifier, each)));
    }

    private static void check(Verifier verifier, JsonObject each) {
        assertThat(verifier.verify(text(each, "jws")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.detail().startsWith("payload"))
                                        .as(refused.detail())
                                        .isEqualTo(text(each, "result").equals("valid")));
    }

    private static Verifier verifier(JsonObject group) {
        var jwk = (JsonObject) group.member(group.has("public") ? "public" : "private");
        Algorithm algorithm = Algorithm.named(text(jwk, "alg")).orElseThrow();
        KeySource keys =
                algorithm.isSymmetric()
                        ? KeySource.of(
                                VerificationKey.ofSharedSecret(
                                        text(jwk, "kid"),
                                        algorithm,
                                        Base64Url.decode(text(jwk, "k"))))
                        : KeySource.jwkSet("{\"keys\":[" + new JsonWriter().value(jwk) + "]}");
        return Tokens.aVerifier(keys)
                .withAlgorithms(EnumSet.of(algorithm))
                .acceptingUntypedTokens();
    }

    private static String text(JsonObject json, String name) {
        return ((JsonString) json.member(name)).value();
    }
}
