package dev.mintmark.server.config;

import dev.mintmark.server.log.Severity;
import dev.mintmark.server.source.SecretSources;
import dev.mintmark.server.source.Vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was set, one record per concern, checked.
///
/// @param inForce all of it, in the words it was given in, for showing
/// @param issuerFollowsPort nobody gave an issuer, so it is this machine at the port it listens on
public record Settings(
        Issuer issuer,
        boolean issuerFollowsPort,
        Listen listen,
        Storage storage,
        Tokens tokens,
        Refresh refresh,
        Browser browser,
        Braking brakes,
        Alerting alerting,
        KeySchedule keys,
        Audit audit,
        SecretSetting masterKey,
        SecretSetting adminKey,
        Optional<Vault> vault,
        Optional<Pkcs11> hardware,
        SecretSetting hs256Secret,
        List<Cidr> trustedProxies,
        Severity logLevel,
        List<InForce> inForce) {

    public Settings {
        trustedProxies = List.copyOf(trustedProxies);
        inForce = List.copyOf(inForce);
    }

    /// Without a file. `flags` are keys in kebab-case without their dashes.
    public static Loading load(Map<String, String> flags, Map<String, String> environment) {
        return new Assembly(Sources.of(flags, environment)).settings();
    }

    /// With a file, which must then be there.
    public static Loading load(
            Map<String, String> flags, Map<String, String> environment, Path file) {
        return new Assembly(Sources.of(flags, environment, file)).settings();
    }

    /// The issuer, once it is known which port was taken.
    public Issuer issuerAt(int port) {
        return issuerFollowsPort ? Issuer.onThisMachine(port) : issuer;
    }

    /// The same authority at another address, which does not change its name.
    public Settings listeningOn(Listen other) {
        return new Settings(
                issuer,
                false,
                other,
                storage,
                tokens,
                refresh,
                browser,
                brakes,
                alerting,
                keys,
                audit,
                masterKey,
                adminKey,
                vault,
                hardware,
                hs256Secret,
                trustedProxies,
                logLevel,
                inForce);
    }

    /// Where the secrets are that these settings only refer to.
    public SecretSources secretSources() {
        return new SecretSources(vault);
    }

    /// Whether secrets nobody gave may be made on first start. That suits one machine; anywhere
    /// else a key that appears by itself is a key nobody has backed up or can give to a second
    /// node.
    public boolean mayMakeSecrets() {
        return issuer.isLoopback();
    }
}
