package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.spring.autoconfigure.MintmarkProperties.RevocationMode;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;
import dev.mintmark.verifier.revocation.StreamAccess;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

import java.net.URI;

/// Makes the feed of what the issuer revokes.
final class RevocationSetup {

    private static final String PREFIX = "mintmark.revocation.";

    private RevocationSetup() {}

    /// That the properties ask for a feed. `off` is a word that YAML takes for `false`, so the
    /// property is read as what it will be bound to.
    static final class Wanted extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(
                ConditionContext context, AnnotatedTypeMetadata metadata) {
            RevocationMode mode =
                    Binder.get(context.getEnvironment())
                            .bind(PREFIX + "mode", RevocationMode.class)
                            .orElse(RevocationMode.OFF);
            return new ConditionOutcome(
                    mode != RevocationMode.OFF, ConditionMessage.of(PREFIX + "mode is " + mode));
        }
    }

    /// @param issuer good
    static void check(
            MintmarkProperties.Revocation properties,
            URI issuer,
            KeySource keys,
            Problems problems) {
        boolean named = properties.clientId() != null;
        problems.require(
                named == (properties.clientSecret() != null),
                "mintmark.revocation.client-id and mintmark.revocation.client-secret belong"
                        + " together: set both to follow the issuer's stream, or none.");
        problems.require(
                named || properties.streamUri() == null,
                "mintmark.revocation.stream-uri needs a client: set mintmark.revocation.client-id"
                        + " and mintmark.revocation.client-secret.");
        RevocationFeed any = RevocationFeed.forIssuer(issuer, keys, StalePolicy.FAIL_CLOSED);
        problems.check(
                PREFIX + "max-staleness", () -> any.withMaxStaleness(properties.maxStaleness()));
        problems.check(
                PREFIX + "longest-token-life",
                () -> any.withLongestTokenLife(properties.longestTokenLife()));
        problems.check(PREFIX + "lists-uri", () -> lists(any, properties.listsUri()));
        problems.check(
                PREFIX + "stream-uri",
                () -> stream(any, properties.streamUri(), StreamAccess.client("any", "any")));
    }

    static RevocationFeed feed(
            MintmarkProperties.Revocation properties,
            URI issuer,
            KeySource keys,
            @Nullable StreamAccess access) {
        RevocationFeed feed =
                RevocationFeed.forIssuer(issuer, keys, policy(properties.mode()))
                        .withMaxStaleness(properties.maxStaleness())
                        .withLongestTokenLife(properties.longestTokenLife());
        RevocationFeed listening = lists(feed, properties.listsUri());
        StreamAccess chosen = access == null ? client(properties) : access;
        return chosen == null ? listening : stream(listening, properties.streamUri(), chosen);
    }

    private static @Nullable StreamAccess client(MintmarkProperties.Revocation properties) {
        String id = properties.clientId();
        String secret = properties.clientSecret();
        return id == null || secret == null ? null : StreamAccess.client(id, secret);
    }

    private static RevocationFeed lists(RevocationFeed feed, @Nullable URI prefix) {
        return prefix == null ? feed : feed.withListsBelow(prefix);
    }

    private static RevocationFeed stream(
            RevocationFeed feed, @Nullable URI address, StreamAccess access) {
        return address == null ? feed.withStream(access) : feed.withStreamAt(address, access);
    }

    private static StalePolicy policy(RevocationMode mode) {
        return switch (mode) {
            case FAIL_CLOSED -> StalePolicy.FAIL_CLOSED;
            case FAIL_OPEN_UNTIL_EXP -> StalePolicy.FAIL_OPEN_UNTIL_EXP;
            case OFF -> throw new IllegalStateException("nothing is to be heard");
        };
    }
}
