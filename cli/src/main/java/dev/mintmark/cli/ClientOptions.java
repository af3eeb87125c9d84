package dev.mintmark.cli;

import dev.mintmark.cli.admin.Body;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/// What can be said about a new client. What is left out is the authority's to decide.
final class ClientOptions {
    @Option(
            names = "--public",
            description = "A client that cannot keep a secret: a browser or mobile app.")
    private boolean isPublic;

    @Option(
            names = "--grant",
            paramLabel = "GRANT",
            description =
                    "A grant it may use: refresh_token (to sign people in), client_credentials.")
    private @Nullable List<String> grants;

    // Hidden options belong to features this version lacks: the authority answers which they are.
    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            hidden = true,
            description = "Where users may be sent after signing in.")
    private @Nullable List<String> redirectUris;

    @Option(
            names = "--post-logout-redirect-uri",
            paramLabel = "URI",
            hidden = true,
            description = "Where users may be sent after signing out.")
    private @Nullable List<String> postLogoutRedirectUris;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "A scope it may ask for.")
    private @Nullable List<String> scopes;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            description = "A service its tokens are meant for.")
    private @Nullable List<String> audiences;

    @Option(
            names = "--alg",
            paramLabel = "ALG",
            description =
                    "Signature algorithm of its access tokens: ES256 (default), RS256, PS256,"
                            + " ES384, Ed25519, ML-DSA-44 or ML-DSA-65.")
    private @Nullable String algorithm;

    @Option(
            names = "--dpop-bound",
            hidden = true,
            description = "Its tokens work only together with a key that it holds (DPoP).")
    private boolean dpopBound;

    boolean isPublic() {
        return isPublic;
    }

    Body body(String id) {
        return new Body()
                .text("id", id)
                .flag("public", isPublic)
                .words("grants", grants)
                .words("scopes", scopes)
                .words("audiences", audiences)
                .words("redirect_uris", redirectUris)
                .words("post_logout_redirect_uris", postLogoutRedirectUris)
                .text("access_token_alg", algorithm)
                .flag("dpop_bound", dpopBound);
    }
}
