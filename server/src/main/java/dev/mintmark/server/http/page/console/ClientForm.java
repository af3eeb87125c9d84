package dev.mintmark.server.http.page.console;

import java.util.List;

/// A client to be added, as far as it was filled in.
///
/// @param kind `confidential` or `public`
/// @param algorithms those that can be chosen
/// @param problem why it was refused; empty at the first
public record ClientForm(
        String id,
        String kind,
        List<String> grants,
        String scopes,
        String audiences,
        String algorithm,
        List<String> algorithms,
        String problem) {
    public ClientForm {
        grants = List.copyOf(grants);
        algorithms = List.copyOf(algorithms);
    }
}
