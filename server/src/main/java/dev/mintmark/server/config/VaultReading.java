package dev.mintmark.server.config;

import dev.mintmark.server.source.Fetched;
import dev.mintmark.server.source.SecretReference;
import dev.mintmark.server.source.SecretSources;
import dev.mintmark.server.source.Vault;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what is needed to ask Vault for secrets.
record VaultReading(Values values) {
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_./-]{1,255}");

    Optional<Vault> vault() {
        var address = values.read(Setting.VAULT_ADDRESS, VaultReading::address);
        var token = values.secret(Setting.VAULT_TOKEN, Secret::new);
        var namespace = values.read(Setting.VAULT_NAMESPACE, VaultReading::namespace);
        if (token instanceof SecretSetting.Elsewhere elsewhere
                && elsewhere.reference() instanceof SecretReference.InVault) {
            values.problem(Setting.VAULT_TOKEN, elsewhere.label() + " cannot itself be in Vault");
        }
        if (address.isPresent() == token instanceof SecretSetting.NotGiven
                && values.areSound(Setting.VAULT_ADDRESS, Setting.VAULT_TOKEN)) {
            values.problem(
                    Setting.VAULT_ADDRESS,
                    "%s and %s go together; set both or none"
                            .formatted(
                                    Setting.VAULT_ADDRESS.variable(),
                                    Setting.VAULT_TOKEN.variable()));
        }
        return address.map(
                uri -> new Vault(uri, () -> fetch(token), namespace, SecretSources.PATIENCE));
    }

    private static Fetched fetch(SecretSetting token) {
        try {
            return token.fetch(new SecretSources(Optional.empty()))
                    .<Fetched>map(secret -> new Fetched.Got(secret.reveal()))
                    .orElseGet(() -> new Fetched.Failed("there is no token for Vault"));
        } catch (SecretNotThere e) {
            return new Fetched.Failed("the token for Vault is missing: " + e.getMessage());
        }
    }

    /// Written like an issuer without a path: `https`, except on this machine.
    private static Optional<URI> address(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var uri = Issuer.of(text).uri();
        if (!uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("'%s' must end after the host".formatted(text));
        }
        return Optional.of(uri);
    }

    private static Optional<String> namespace(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NAMESPACE.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is not a namespace".formatted(text));
        }
        return Optional.of(text);
    }
}
