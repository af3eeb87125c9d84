package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.ProtectedResource;
import dev.mintmark.adapter.spring.autoconfigure.MintmarkProperties.DpopMode;
import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.report.VerdictReports;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StreamAccess;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Makes the parts from properties that are known to make sense.
final class Setup {

    private static final KeySource NO_KEYS = (kid, algorithm) -> new KeyLookup.NoSuchKey();

    private final MintmarkProperties properties;

    private Setup(MintmarkProperties properties) {
        this.properties = properties;
    }

    /// Throws [InvalidProperties] with everything that is wrong.
    static Setup of(MintmarkProperties properties) {
        var setup = new Setup(properties);
        setup.check();
        return setup;
    }

    /// Each part checks itself when it is made; what it objects to is put down to the property that
    /// it was made from.
    private void check() {
        var problems = new Problems();
        problems.require(
                properties.issuer() != null,
                "mintmark.issuer is missing: set it to the issuer whose tokens this service takes,"
                        + " such as https://id.example.com.");
        problems.require(
                !properties.audience().isEmpty(),
                "mintmark.audience is missing: set it to the name that tokens for this service"
                        + " carry in the claim aud, such as orders-api.");
        problems.require(
                properties.algorithms().stream().noneMatch(Algorithm::isSymmetric),
                "mintmark.algorithms has one that needs a shared secret, and secrets are not"
                        + " published: for those, make a bean of type Verifier.");
        problems.require(
                properties.keySnapshot() == null || hasFolder(properties.keySnapshot()),
                "mintmark.key-snapshot names a file in a folder that is not there.");
        problems.throwIfAny();
        problems.check("mintmark.issuer", () -> strict(NO_KEYS));
        problems.check(
                properties.jwksUri() == null ? "mintmark.issuer" : "mintmark.jwks-uri", this::keys);
        Verifier any = Verifier.forIssuer(URI.create("https://issuer.example"), "any", NO_KEYS);
        problems.check("mintmark.audience", () -> audiences(any));
        problems.check("mintmark.algorithms", () -> any.withAlgorithms(properties.algorithms()));
        problems.check("mintmark.leeway", () -> any.withLeeway(properties.leeway()));
        problems.check(
                "mintmark.max-lifetime", () -> any.withMaxLifetime(properties.maxLifetime()));
        problems.check("mintmark.realm", () -> Answers.forRealm(realm(properties)));
        problems.check("mintmark.resource.uri", this::resource);
        problems.require(
                !properties.reportRefusals() || properties.revocation().clientId() != null,
                "mintmark.report-refusals needs a client: set mintmark.revocation.client-id and"
                        + " mintmark.revocation.client-secret.");
        DpopSetup.check(properties.dpop(), any, problems);
        RevocationSetup.check(
                properties.revocation(), URI.create("https://issuer.example"), NO_KEYS, problems);
        problems.throwIfAny();
    }

    RemoteKeys keys() {
        URI address = properties.jwksUri();
        Path snapshot = properties.keySnapshot();
        RemoteKeys keys =
                address == null ? KeySource.discoveredFrom(issuer()) : KeySource.atUrl(address);
        return snapshot == null ? keys : keys.withSnapshot(snapshot);
    }

    Verifier verifier(KeySource keys) {
        Verifier verifier =
                audiences(strict(keys))
                        .withAlgorithms(properties.algorithms())
                        .withLeeway(properties.leeway())
                        .withMaxLifetime(properties.maxLifetime());
        return properties.acceptUntypedTokens() ? verifier.acceptingUntypedTokens() : verifier;
    }

    Optional<ProtectedResource> resource() {
        URI uri = properties.resource().uri();
        if (uri == null) {
            return Optional.empty();
        }
        ProtectedResource resource =
                ProtectedResource.of(uri, issuer()).withScopes(properties.resource().scopes());
        return Optional.of(
                properties.dpop().mode() == DpopMode.REQUIRED
                        ? resource.requiringDpop()
                        : resource);
    }

    RevocationFeed revocations(KeySource keys, @Nullable StreamAccess access) {
        return RevocationSetup.feed(properties.revocation(), issuer(), keys, access);
    }

    VerdictReports reports() {
        return VerdictReports.to(
                issuer(),
                Objects.requireNonNull(properties.revocation().clientId()),
                Objects.requireNonNull(properties.revocation().clientSecret()));
    }

    private Verifier strict(KeySource keys) {
        return Verifier.forIssuer(issuer(), properties.audience().get(0), keys);
    }

    private Verifier audiences(Verifier verifier) {
        return verifier.withAudiences(
                properties.audience().get(0),
                properties.audience().stream().skip(1).toArray(String[]::new));
    }

    private static boolean hasFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private URI issuer() {
        return Objects.requireNonNull(properties.issuer());
    }

    /// For a verifier of the service's own there may be no audience to take it from.
    static String realm(MintmarkProperties properties) {
        return Objects.requireNonNullElseGet(
                properties.realm(),
                () -> properties.audience().stream().findFirst().orElse("service"));
    }
}
