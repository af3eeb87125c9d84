package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.revocation.RevocationFeed;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/// Whether tokens can be verified, as a part of the service's health named `mintmark`.
@AutoConfiguration(after = MintmarkAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@Conditional(MintmarkHealthAutoConfiguration.SomethingToTell.class)
@ConditionalOnEnabledHealthIndicator("mintmark")
public final class MintmarkHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "mintmarkHealthIndicator")
    HealthIndicator mintmarkHealthIndicator(
            ObjectProvider<RemoteKeys> keys, ObjectProvider<RevocationFeed> revocations) {
        return new VerifierHealth(keys.getIfAvailable(), revocations.getIfAvailable());
    }

    static final class SomethingToTell extends AnyNestedCondition {

        SomethingToTell() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(RemoteKeys.class)
        static class Keys {}

        @ConditionalOnBean(RevocationFeed.class)
        static class Revocations {}
    }
}
