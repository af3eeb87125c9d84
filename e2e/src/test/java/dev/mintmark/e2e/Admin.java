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
        var user = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        return added("/admin/v1/users", user).text("id");
    }

    /// A client that may sign people in but can keep no secret.
    void addPublicClient(String id, String audience) {
        added(
                "/admin/v1/clients",
                "{\"id\":\"%s\",\"public\":true,\"audiences\":[\"%s\"]}".formatted(id, audience));
    }

    /// A client that may do everything a client can.
    ///
    /// @return its secret
    String addClient(String id, String audience, String algorithm) {
        var client =
                """
                {"id":"%s","audiences":["%s"],"access_token_alg":"%s","scopes":["read","write"],
                "grants":["client_credentials","refresh_token"]}\
                """
                        .formatted(id, audience, algorithm);
        return added("/admin/v1/clients", client).text("secret");
    }

    Answer disable(String user) {
        return caller.json("/admin/v1/users/" + user + "/disable", "{}");
    }

    Answer setPassword(String user, String password) {
        return caller.json(
                "/admin/v1/users/" + user + "/password",
                "{\"password\":\"%s\"}".formatted(password));
    }

    /// @param what one of the things that can be revoked
    Answer revoke(String what, String which) {
        return caller.json("/admin/v1/revocations", "{\"%s\":\"%s\"}".formatted(what, which));
    }

    Caller caller() {
        return caller;
    }

    private Answer added(String path, String body) {
        var answer = caller.json(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
