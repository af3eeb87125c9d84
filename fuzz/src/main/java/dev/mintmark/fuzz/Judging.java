package dev.mintmark.fuzz;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

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
    }

    private static void requireIdentifier(String text) {
        Bounded.require(
                !text.isEmpty() && text.length() <= LONGEST_IDENTIFIER, "no good identifier");
    }
}
