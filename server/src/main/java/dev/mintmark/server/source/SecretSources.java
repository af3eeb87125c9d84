package dev.mintmark.server.source;

import java.time.Duration;
import java.util.Optional;

/// Gets secrets from wherever they are kept.
///
/// @param vault empty where no settings say where it is
public record SecretSources(Optional<Vault> vault) {
    /// How long a start waits for a secret.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    public Fetched fetch(SecretReference reference) {
        return switch (reference) {
            case SecretReference.Helper(var command) -> new HelperProgram(PATIENCE).run(command);
            case SecretReference.InVault inVault ->
                    vault.map(found -> found.read(inVault))
                            .orElseGet(() -> new Fetched.Failed("nothing says where Vault is"));
        };
    }
}
