package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.CredentialsListener;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.http.ProtectedResource;
import dev.mintmark.adapter.spring.GateChooser;
import dev.mintmark.adapter.spring.TokenAuthorities;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.RevocationSource;
import dev.mintmark.verifier.VerdictListener;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.report.VerdictReports;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StreamAccess;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/// A verifier and a gate. A bean of the service's own takes the place of any of these.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(MintmarkProperties.class)
public final class MintmarkAutoConfiguration {

    /// Begins to fetch at once, in the background, so that the first request need not wait; a
    /// service starts whether its issuer runs or not.
    @Bean
    @ConditionalOnMissingBean({KeySource.class, Verifier.class})
    RemoteKeys mintmarkKeys(MintmarkProperties properties) {
        RemoteKeys keys = Setup.of(properties).keys();
        keys.start();
        return keys;
    }

    /// Begins to listen at once, too. With a verifier of its own a service says there what is
    /// revoked.
    @Bean
    @ConditionalOnMissingBean({RevocationSource.class, Verifier.class})
    @Conditional(RevocationSetup.Wanted.class)
    RevocationFeed mintmarkRevocations(
            MintmarkProperties properties, KeySource keys, ObjectProvider<StreamAccess> access) {
        RevocationFeed feed = Setup.of(properties).revocations(keys, access.getIfAvailable());
        feed.start();
        return feed;
    }

    /// Tells the issuer in the background what becomes of tokens here.
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("mintmark.report-refusals")
    VerdictReports mintmarkReports(MintmarkProperties properties, ObjectProvider<RemoteKeys> keys) {
        VerdictReports reports = Setup.of(properties).reports();
        RemoteKeys remote = keys.getIfAvailable();
        VerdictReports complete = remote == null ? reports : reports.withKeys(remote);
        complete.start();
        return complete;
    }

    @Bean
    @ConditionalOnMissingBean
    Verifier mintmarkVerifier(
            MintmarkProperties properties,
            KeySource keys,
            ObjectProvider<RevocationSource> revocations,
            ObjectProvider<VerdictListener> listeners) {
        Verifier verifier =
                Setup.of(properties)
                        .verifier(keys)
                        .withRevocations(revocations.getIfAvailable(() -> RevocationSource.NONE));
        return verifier.withListener(new EveryListener(listeners));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("mintmark.resource.uri")
    ProtectedResource mintmarkResource(MintmarkProperties properties) {
        return Setup.of(properties).resource().orElseThrow();
    }

    @Bean
    @ConditionalOnMissingBean
    Answers mintmarkAnswers(
            MintmarkProperties properties, ObjectProvider<ProtectedResource> resource) {
        Answers answers = Answers.forRealm(Setup.realm(properties));
        ProtectedResource published = resource.getIfAvailable();
        return published == null
                ? answers
                : answers.withResourceMetadata(published.metadataAddress());
    }

    /// Of this process only. A service that runs more than once and wants no proof to pass twice
    /// has a bean of its own, over something that all its instances reach.
    @Bean
    @ConditionalOnMissingBean
    ReplayStore mintmarkReplayStore() {
        return ReplayStore.inMemory();
    }

    @Bean
    @ConditionalOnMissingBean
    Dpop mintmarkDpop(MintmarkProperties properties, ReplayStore store) {
        return DpopSetup.proofs(properties.dpop(), store);
    }

    @Bean
    @ConditionalOnMissingBean
    Gate mintmarkGate(
            MintmarkProperties properties,
            Verifier verifier,
            Answers answers,
            Dpop proofs,
            ObjectProvider<CredentialsListener> listeners) {
        Gate gate =
                Gate.of(verifier, answers)
                        .withListener(how -> listeners.forEach(each -> each.presented(how)));
        return DpopSetup.gate(properties.dpop(), gate, proofs);
    }

    @Bean
    @ConditionalOnMissingBean
    GateChooser mintmarkGates(Gate gate) {
        return GateChooser.always(gate);
    }

    @Bean
    @ConditionalOnMissingBean
    TokenAuthorities mintmarkAuthorities() {
        return TokenAuthorities.scopesAndRoles();
    }
}
