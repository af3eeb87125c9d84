package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.RemoteKeys;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/// Whether tokens can be verified, as a part of the service's health named `mintmark`.
@AutoConfiguration(after = MintmarkAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(RemoteKeys.class)
@ConditionalOnEnabledHealthIndicator("mintmark")
public final class MintmarkHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "mintmarkHealthIndicator")
    HealthIndicator mintmarkHealthIndicator(RemoteKeys keys) {
        return new VerifierHealth(keys);
    }
}
