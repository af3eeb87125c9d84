package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.micrometer.CredentialsMeters;
import dev.mintmark.adapter.micrometer.KeyMeters;
import dev.mintmark.adapter.micrometer.RevocationMeters;
import dev.mintmark.adapter.micrometer.VerdictMeters;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.revocation.RevocationFeed;

import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Meters for services that have Micrometer; Actuator binds them to its registries.
@AutoConfiguration(after = MintmarkAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public final class MintmarkMetersAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    VerdictMeters mintmarkVerdictMeters() {
        return new VerdictMeters();
    }

    @Bean
    @ConditionalOnMissingBean
    CredentialsMeters mintmarkCredentialsMeters() {
        return new CredentialsMeters();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(RemoteKeys.class)
    KeyMeters mintmarkKeyMeters(RemoteKeys keys) {
        return new KeyMeters(keys);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(RevocationFeed.class)
    RevocationMeters mintmarkRevocationMeters(RevocationFeed feed) {
        return new RevocationMeters(feed);
    }
}
