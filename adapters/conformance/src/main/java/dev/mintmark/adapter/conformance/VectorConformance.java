package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.vectors.VectorCase;
import dev.mintmark.verifier.vectors.VectorVerifier;
import dev.mintmark.verifier.vectors.Vectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// every published vector over real HTTP. A token that has to be trusted is answered with
/// 200 and its subject, one that has to be refused with 401, or with 400 when no `Authorization`
/// could rightly hold it.
///
/// Some tokens cannot be sent as they are. Those are sent byte by byte where they stay within their
/// header line, and must be answered with 400. What cannot stay there, because HTTP ends a line at
/// a line break and takes off the spaces around a value, is judged as what arrives. None is left
/// out, and all of these are listed in `target/vectors-not-sent-as-they-are.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class VectorConformance implements Service.Start {

    private static final Pattern TOKEN68 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern LINE_BREAK = Pattern.compile("[\r\n]");
    private static final Pattern SPACES_AROUND = Pattern.compile("^[ \t]+|[ \t]+$");
    private static final Path LIST = Path.of("target", "vectors-not-sent-as-they-are.md");

    private final Map<String, VectorCase> vectors =
            Vectors.all().stream()
                    .collect(
                            Collectors.toMap(
                                    VectorCase::id,
                                    Function.identity(),
                                    (one, other) -> {
                                        throw new IllegalStateException("an id twice: " + one.id());
                                    },
                                    LinkedHashMap::new));
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, String> peculiar = new ConcurrentHashMap<>();
    private final List<String> sent = new ArrayList<>();
    private @Nullable Service service;
    private @Nullable Caller caller;

    @BeforeAll
    void start() throws Exception {
        service = with(id -> gates.computeIfAbsent(id, this::gate));
        caller = new Caller(service.uri(), "none");
    }

    @AfterAll
    void stop() throws IOException {
        Objects.requireNonNull(service).close();
        list();
        assertThat(sent.size() + peculiar.size())
                .as("every vector was sent, or is listed with the reason why it was not")
                .isEqualTo(vectors.size());
    }

    private Gate gate(String id) {
        Verifier verifier = VectorVerifier.of(Objects.requireNonNull(vectors.get(id), id));
        return Gate.of(verifier, Answers.forRealm("vectors"));
    }

    @TestFactory
    Stream<DynamicTest> every_vector_ends_over_http_as_published() {
        return vectors.values().stream()
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> check(each)));
    }

    private void check(VectorCase vector) {
        String token = vector.token();
        Caller asking = Objects.requireNonNull(caller);
        if (LINE_BREAK.matcher(token).find()) {
            peculiar.put(vector.id(), "a line break ends a header line");
            assertThat(rawStatus(vector)).as(vector.id()).isIn(400, judged(vector, before(token)));
        } else if (SPACES_AROUND.matcher(token).find()) {
            peculiar.put(vector.id(), "HTTP takes off the spaces around a value");
            String arriving = SPACES_AROUND.matcher(token).replaceAll("");
            assertThat(rawStatus(vector)).as(vector.id()).isEqualTo(judged(vector, arriving));
        } else {
            try {
                checkAnswer(vector, asking.getThrough(vector.id(), "/subject", token));
                sent.add(vector.id());
            } catch (IllegalArgumentException unsendable) {
                peculiar.put(vector.id(), "the JDK's client: " + kind(unsendable));
                assertThat(rawStatus(vector)).as(vector.id()).isEqualTo(400);
            }
        }
    }

    private int rawStatus(VectorCase vector) {
        String line = "Authorization: Bearer " + vector.token();
        return Caller.status(Objects.requireNonNull(caller).raw(vector.id(), "/subject", line));
    }

    /// A server may take a bare line feed for the end of a line, and then sees only this much.
    private static String before(String token) {
        return token.split("[\r\n]", 2)[0];
    }

    /// What has to become of the token that arrives in place of the vector's, which may be good.
    private static int judged(VectorCase vector, String arriving) {
        if (!TOKEN68.matcher(arriving).matches()) {
            return 400;
        }
        try (var verifier = VectorVerifier.of(vector)) {
            return verifier.verify(arriving) instanceof Verdict.Trusted ? 200 : 401;
        }
    }

    private static void checkAnswer(VectorCase vector, HttpResponse<String> answer) {
        if (vector.claims().isPresent()) {
            assertThat(answer.statusCode()).as(vector.id()).isEqualTo(200);
            assertThat(answer.body())
                    .as(vector.id())
                    .isEqualTo(vector.claims().get().string("sub").orElseThrow());
        } else {
            boolean wellFormed = TOKEN68.matcher(vector.token()).matches();
            assertThat(answer.statusCode()).as(vector.id()).isEqualTo(wellFormed ? 401 : 400);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains(wellFormed ? "\"invalid_token\"" : "\"invalid_request\"");
        }
    }

    /// Without the token, which the client quotes.
    private static String kind(IllegalArgumentException unsendable) {
        return String.valueOf(unsendable.getMessage()).replaceAll("[:\"].*", "").strip();
    }

    private void list() throws IOException {
        String rows =
                peculiar.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> "| `%s` | %s |\n".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
        Files.createDirectories(LIST.toAbsolutePath().getParent());
        Files.writeString(
                LIST,
                "# Vectors that cannot be sent as they are\n\n%d of %d.\n\n| vector | why |\n|---|---|\n%s"
                        .formatted(peculiar.size(), vectors.size(), rows),
                UTF_8);
    }
}
