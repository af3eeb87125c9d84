package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An administrator of an authority.
public final class Admin {
    private final Caller caller;

    public Admin(Caller caller, String key) {
        this.caller = caller.bearer(key);
    }

    /// @return the id of the account
    public String addUser(String name, String password, String... roles) {
        var user =
                "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":%s}"
                        .formatted(name, password, list(roles));
        return added("/admin/v1/users", user).text("id");
    }

    /// A client that may sign people in but can keep no secret.
    public void addPublicClient(String id, String audience, String... scopes) {
        added(
                "/admin/v1/clients",
                "{\"id\":\"%s\",\"public\":true,\"audiences\":[\"%s\"],\"scopes\":%s}"
                        .formatted(id, audience, list(scopes)));
    }

    private static String list(String... words) {
        return Stream.of(words)
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// A client that may do everything a client can.
    ///
    /// @return its secret
    public String addClient(String id, String audience, String algorithm) {
        var client =
                """
                {"id":"%s","audiences":["%s"],"access_token_alg":"%s","scopes":["read","write"],
                "grants":["client_credentials","refresh_token"]}\
                """
                        .formatted(id, audience, algorithm);
        return added("/admin/v1/clients", client).text("secret");
    }

    public Answer disable(String user) {
        return caller.json("/admin/v1/users/" + user + "/disable", "{}");
    }

    public Answer setPassword(String user, String password) {
        return caller.json(
                "/admin/v1/users/" + user + "/password",
                "{\"password\":\"%s\"}".formatted(password));
    }

    /// @param what one of the things that can be revoked
    Answer revoke(String what, String which) {
        return caller.json("/admin/v1/revocations", "{\"%s\":\"%s\"}".formatted(what, which));
    }

    public Caller caller() {
        return caller;
    }

    private Answer added(String path, String body) {
        var answer = caller.json(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
