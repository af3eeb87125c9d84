package dev.mintmark.e2e;

import static dev.mintmark.e2e.HostileForms.refused;
import static dev.mintmark.e2e.HostileSignIns.shortened;

import java.util.Locale;
import java.util.stream.Stream;

/// Grants, scopes and tokens that are not what they should be.
final class HostileTokens {
    private static final String TOKEN = "/oauth2/token";

    private HostileTokens() {}

    static Stream<Probe> atTheTokenEndpoint(String secret, String refreshToken) {
        var svc = Probe.basic("svc", secret);
        return Stream.of(
                        Stream.of("", "grant_type=", "a=b", "&&&", "=", "grant_type")
                                .map(body -> refused(TOKEN, "no grant: " + body, body)),
                        Stream.of(
                                        "password",
                                        "authorization_code",
                                        "implicit",
                                        "REFRESH_TOKEN",
                                        "refresh_token%20",
                                        "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
                                        "%00x".replace("%00", "%01"),
                                        "g".repeat(9_000))
                                .map(grant ->
                                        Probe.form(
                                                        "grant " + shortened(grant),
                                                        TOKEN,
                                                        "grant_type=" + grant)
                                                .expect(400, "unsupported_grant_type")),
                        Stream.of("", "&refresh_token=", "&refresh_token")
                                .map(token ->
                                        refused(
                                                TOKEN,
                                                "refresh without a token" + token,
                                                "client_id=web&grant_type=refresh_token" + token)),
                        around(refreshToken)
                                .map(token ->
                                        Probe.form(
                                                        "token " + shortened(token),
                                                        TOKEN,
                                                        Caller.encoded(
                                                                "grant_type",
                                                                "refresh_token",
                                                                "client_id",
                                                                "web",
                                                                "refresh_token",
                                                                token))
                                                .expect(400, "invalid_grant")),
                        Stream.of(
                                        "admin",
                                        "read%20admin",
                                        "%22",
                                        "a%5Cb",
                                        "%20",
                                        "read%20%20write",
                                        "READ")
                                .map(scope ->
                                        Probe.form(
                                                        "scope " + scope,
                                                        TOKEN,
                                                        "grant_type=client_credentials&scope="
                                                                + scope)
                                                .header(svc)
                                                .expect(400, "invalid_scope")),
                        Stream.of(
                                Probe.form(
                                                "a scope never granted",
                                                TOKEN,
                                                Caller.encoded(
                                                        "grant_type",
                                                        "refresh_token",
                                                        "client_id",
                                                        "web",
                                                        "scope",
                                                        "more",
                                                        "refresh_token",
                                                        refreshToken))
                                        .expect(400, "invalid_scope"),
                                Probe.form(
                                                "another client's token",
                                                TOKEN,
                                                Caller.encoded(
                                                        "grant_type",
                                                        "refresh_token",
                                                        "refresh_token",
                                                        refreshToken))
                                        .header(svc)
                                        .expect(400, "invalid_grant"),
                                Probe.form(
                                                "a grant that is not its own",
                                                TOKEN,
                                                "grant_type=client_credentials&client_id=web")
                                        .expect(400, "unauthorized_client"),
                                Probe.form("nobody at all", TOKEN, "grant_type=client_credentials")
                                        .expect(401, "invalid_client")))
                .flatMap(probes -> probes);
    }

    ///
    static Stream<Probe> aboutTokens(String secret, String accessToken) {
        var svc = Probe.basic("svc", secret);
        return Stream.of(
                        Stream.of("/oauth2/revoke", "/oauth2/introspect")
                                .flatMap(path ->
                                        Stream.of(
                                                        "",
                                                        "token=",
                                                        "token",
                                                        "token_type_hint=access_token")
                                                .map(body ->
                                                        refused(path, "no token: " + body, body)
                                                                .header(svc))),
                        around(accessToken)
                                .flatMap(token ->
                                        Stream.of(
                                                Probe.form(
                                                                "revoke " + shortened(token),
                                                                "/oauth2/revoke",
                                                                Caller.encoded(
                                                                        "token",
                                                                        token,
                                                                        "client_id",
                                                                        "web"))
                                                        .expect(200, ""),
                                                Probe.form(
                                                                "introspect " + shortened(token),
                                                                "/oauth2/introspect",
                                                                Caller.encoded("token", token))
                                                        .header(svc)
                                                        .expect(200, ""))),
                        Stream.of("token=" + accessToken, "client_id=web&token=" + accessToken)
                                .map(body ->
                                        Probe.form(
                                                        "introspection without a secret",
                                                        "/oauth2/introspect",
                                                        body)
                                                .expect(401, "invalid_client")))
                .flatMap(probes -> probes);
    }

    /// Texts that look more or less like a token and are none.
    private static Stream<String> around(String genuine) {
        return Stream.of(
                "x",
                ".",
                "..",
                "...",
                "....",
                "null",
                "%00",
                "\u0001",
                "mm_",
                "mm_rt_",
                "mm_rt_" + "0".repeat(43),
                "mm_rt_" + "z".repeat(109),
                "mm_rt_" + "0".repeat(9_000),
                "mm_at_abc",
                "mm_rt_\u00fc\u20ac\ud83d\udca9",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "e30.e30.e30",
                "eyJ.eyJ.eyJ",
                ".".repeat(16_000),
                "A".repeat(20_000),
                "{\"payload\":\"e30\",\"signatures\":[]}",
                genuine.substring(1),
                genuine.substring(0, genuine.length() - 1),
                genuine.substring(0, genuine.length() / 2),
                genuine + "A",
                genuine + "=",
                genuine + "\n",
                " " + genuine,
                genuine + genuine,
                genuine + "." + genuine,
                genuine.toUpperCase(Locale.ROOT),
                new StringBuilder(genuine).reverse().toString());
    }
}
