package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/// An administrator of an authority.
final class Admin {
    private final Caller caller;

    Admin(Caller caller, String key) {
        this.caller = caller.bearer(key);
    }

    /// @return the id of the account
    String addUser(String name, String password) {
        return added("/admin/v1/users", "{\"name\":\"%s\",\"password\":\"%s\"}", name, password)
                .text("id");
    }

    /// A client that may sign people in but can keep no secret.
    void addPublicClient(String id, String audience) {
        added(
                "/admin/v1/clients",
                "{\"id\":\"%s\",\"public\":true,\"audiences\":[\"%s\"]}",
                id,
                audience);
    }

    /// A client that may do everything a client can.
    ///
    /// @return its secret
    String addClient(String id, String audience, String algorithm) {
        return added(
                        "/admin/v1/clients",
                        """
                        {"id":"%s","audiences":["%s"],"access_token_alg":"%s","scopes":["read","write"],
                        "grants":["client_credentials","refresh_token"]}\
                        """,
                        id,
                        audience,
                        algorithm)
                .text("secret");
    }

    Answer disable(String user) {
        return caller.json("/admin/v1/users/" + user + "/disable", "{}");
    }

    Answer setPassword(String user, String password) {
        return caller.json(
                "/admin/v1/users/" + user + "/password",
                "{\"password\":\"%s\"}".formatted(password));
    }

    Caller caller() {
        return caller;
    }

    private Answer added(String path, String body, Object... values) {
        var answer = caller.json(path, body.formatted(values));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
