package dev.mintmark.fuzz;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What has to hold for every token, whatever it is.
final class Judging {

    static final URI ISSUER = URI.create("https://id.example.com");
    static final String AUDIENCE = "orders-api";

    /// When the vectors are judged, so that their tokens make good seeds.
    static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);
    private static final Duration FUTURE = Duration.ofSeconds(60);
    private static final int LONGEST_IDENTIFIER = 255;

    private Judging() {}

    /// Twice, since a verifier remembers things.
    static Verdict judge(Verifier verifier, String token) throws Exception {
        Verdict first = verifier.verify(token);
        Verdict second = verifier.verify(token);
        Bounded.require(
                first instanceof Verdict.Trusted || first instanceof Verdict.Refused,
                "neither trusted nor refused");
        Bounded.require(sameAs(first, second), "judged differently the second time");
        if (first instanceof Verdict.Trusted trusted) {
            requireAcceptable(trusted);
        }
        return first;
    }

    private static boolean sameAs(Verdict first, Verdict second) {
        if (first instanceof Verdict.Trusted one && second instanceof Verdict.Trusted other) {
            return one.claims().equals(other.claims());
        }
        return first.equals(second);
    }

    /// The rules once more, from the outside: nothing in a trusted token may contradict them.
    private static void requireAcceptable(Verdict.Trusted token) throws Exception {
        Bounded.require(token.issuer().equals(ISSUER.toString()), "of another issuer");
        Bounded.require(token.audience().contains(AUDIENCE), "for somebody else");
        requireIdentifier(token.subject());
        requireIdentifier(token.clientId());
        requireIdentifier(token.tokenId());
        token.sessionId().ifPresent(Judging::requireIdentifier);
        Bounded.require(token.expiresAt().plus(LEEWAY).isAfter(NOW), "expired");
        Bounded.require(!token.issuedAt().isAfter(NOW.plus(FUTURE)), "issued in the future");
        Bounded.require(
                !token.issuedAt().plus(LONGEST_LIFE).isBefore(token.expiresAt()), "lives too long");
        Bounded.require(token.scopes().stream().noneMatch(String::isEmpty), "an empty scope");
        for (String name : new String[] {"cnf", "nonce", "events"}) {
            Bounded.require(token.claim(name).isEmpty(), "has the claim " + name);
        }
        JsonTarget.roundTrip(token.claims());
        requireSameAsWritten(token);
    }

    /// However the claims were found, they are what a full reading of the payload says.
    private static void requireSameAsWritten(Verdict.Trusted token) {
        JsonObject written = token.claims();
        requireText(written, "iss", Optional.of(token.issuer()));
        requireText(written, "sub", Optional.of(token.subject()));
        requireText(written, "client_id", Optional.of(token.clientId()));
        requireText(written, "jti", Optional.of(token.tokenId()));
        requireText(written, "sid", token.sessionId());
        Bounded.require(texts(written.member("aud")).equals(token.audience()), "another aud");
        String scope = written.string("scope").orElse("");
        Bounded.require(
                new HashSet<>(scope.isEmpty() ? List.of() : Arrays.asList(scope.split(" ", -1)))
                        .equals(token.scopes()),
                "another scope");
        requireSeconds(written, "exp", token.expiresAt(), RoundingMode.FLOOR);
        requireSeconds(written, "iat", token.issuedAt(), RoundingMode.CEILING);
    }

    private static void requireText(JsonObject written, String name, Optional<String> read) {
        Bounded.require(
                Objects.equals(written.member(name), read.map(JsonString::new).orElse(null)),
                "another " + name);
    }

    private static void requireSeconds(
            JsonObject written, String name, Instant read, RoundingMode rounding) {
        BigDecimal seconds =
                written.member(name) instanceof JsonNumber number
                        ? number.asDecimal().orElseThrow()
                        : BigDecimal.valueOf(Long.MIN_VALUE);
        Bounded.require(
                seconds.setScale(0, rounding).longValueExact() == read.getEpochSecond(),
                "another " + name);
    }

    private static List<String> texts(@Nullable JsonValue value) {
        if (value instanceof JsonString one) {
            return List.of(one.value());
        }
        return value instanceof JsonArray several
                ? several.items().stream().map(item -> ((JsonString) item).value()).toList()
                : List.of();
    }

    private static void requireIdentifier(String text) {
        Bounded.require(
                !text.isEmpty() && text.length() <= LONGEST_IDENTIFIER, "no good identifier");
    }
}
