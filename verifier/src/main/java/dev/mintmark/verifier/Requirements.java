package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a token must allow, or say of how its person signed in, besides being good.
///
/// ```
/// Requirements.scopes("orders:read").withAcr("mfa").withMaxAge(Duration.ofMinutes(10))
/// ```
///
/// For all tokens of a verifier with [Verifier#requiring], for one endpoint with
/// [Verifier#require].
public final class Requirements {

    /// Nothing beyond a good token.
    public static final Requirements NONE = new Requirements(Set.of(), Set.of(), Optional.empty());

    /// An issuer's clock may be that far ahead of ours.
    private static final long SKEW_SECONDS = 10;

    private final Set<String> scopes;
    private final Set<String> acrValues;
    private final Optional<Duration> maxAge;

    private Requirements(Set<String> scopes, Set<String> acrValues, Optional<Duration> maxAge) {
        this.scopes = scopes;
        this.acrValues = acrValues;
        this.maxAge = maxAge;
    }

    /// All of these scopes, a word each.
    public static Requirements scopes(String... all) {
        return NONE.withScopes(all);
    }

    /// These scopes instead.
    public Requirements withScopes(String... all) {
        return new Requirements(words(all), acrValues, maxAge);
    }

    /// Any of these authentication context classes, the token's `acr` (RFC 9470 §3).
    public Requirements withAcr(String... any) {
        return new Requirements(scopes, words(any), maxAge);
    }

    /// A sign-in no longer ago than this, by the token's `auth_time` (RFC 9470 §3).
    public Requirements withMaxAge(Duration sinceSignIn) {
        if (sinceSignIn.isNegative()) {
            throw new IllegalArgumentException("a sign-in is never in the future");
        }
        return new Requirements(scopes, acrValues, Optional.of(sinceSignIn));
    }

    /// In the order they were given; for the challenge.
    public Set<String> scopes() {
        return scopes;
    }

    /// In the order they were given; for the challenge.
    public Set<String> acrValues() {
        return acrValues;
    }

    public Optional<Duration> maxAge() {
        return maxAge;
    }

    /// The token itself when it is enough, otherwise why it is not.
    ///
    /// @param now as the verifier sees it, in seconds since 1970
    Verdict check(Verdict.Trusted token, long now) {
        if (!token.scopes().containsAll(scopes)) {
            return refused(Reason.INSUFFICIENT_SCOPE, "a scope that is needed is missing");
        }
        if (!acrValues.isEmpty() && !hasAcr(token)) {
            return refused(Reason.INSUFFICIENT_AUTHENTICATION, "acr is none of those that will do");
        }
        if (maxAge.isPresent() && !isRecent(token, maxAge.get(), now)) {
            return refused(
                    Reason.INSUFFICIENT_AUTHENTICATION, "auth_time is absent or too long ago");
        }
        return token;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Requirements that
                && scopes.equals(that.scopes)
                && acrValues.equals(that.acrValues)
                && maxAge.equals(that.maxAge);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scopes, acrValues, maxAge);
    }

    @Override
    public String toString() {
        return "Requirements[scopes=%s, acrValues=%s, maxAge=%s]"
                .formatted(scopes, acrValues, maxAge.map(Duration::toString).orElse("any"));
    }

    boolean areNone() {
        return scopes.isEmpty() && acrValues.isEmpty() && maxAge.isEmpty();
    }

    private boolean hasAcr(Verdict.Trusted token) {
        return token.claim("acr").orElse(null) instanceof JsonString acr
                && acrValues.contains(acr.value());
    }

    private static boolean isRecent(Verdict.Trusted token, Duration maxAge, long now) {
        OptionalLong signedIn =
                token.claim("auth_time").orElse(null) instanceof JsonNumber number
                        ? NumericDate.roundedDown(number)
                        : OptionalLong.empty();
        return signedIn.isPresent()
                && signedIn.getAsLong() <= now + SKEW_SECONDS
                && now - signedIn.getAsLong() <= maxAge.toSeconds();
    }

    /// Words are what a challenge can quote: RFC 6749 §3.3 for scopes, RFC 9470 §3 for the rest.
    private static Set<String> words(String... words) {
        var set = new LinkedHashSet<>(Arrays.asList(words));
        for (String word : set) {
            if (word.isEmpty()
                    || !word.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\')) {
                throw new IllegalArgumentException("a scope or acr is one printable ASCII word");
            }
        }
        return Collections.unmodifiableSet(set);
    }

    private static Verdict.Refused refused(Reason reason, String detail) {
        return new Verdict.Refused(reason, detail);
    }
}
