package dev.mintmark.e2e.chaos;

import java.io.IOException;
import java.util.OptionalInt;

/// Asks nodes on behalf of others, and writes down what was asked and what came of it.
final class Desk {
    private final History history;
    private final Cluster cluster;
    private final String service;

    /// @param service who introspects, as the value of a header
    Desk(History history, Cluster cluster, String service) {
        this.history = history;
        this.cluster = cluster;
        this.service = service;
    }

    /// How somebody asks.
    ///
    /// @param who by name
    /// @param hangUpAfter milliseconds, after which they do not listen any more
    record Way(String who, int node, OptionalInt hangUpAfter) {
        Way(String who, int node) {
            this(who, node, OptionalInt.empty());
        }
    }

    Reading signIn(Way way, Person person, int credential) {
        var body =
                "{\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(person.name(), Person.password(credential));
        return ask(
                Act.SIGN_IN,
                way,
                person,
                credential,
                Held.NOTHING,
                "",
                Exchange.json("/v1/login", "", body));
    }

    /// @param act which of those that present a refresh token
    Reading refresh(Act act, Way way, Person person, Held held, String token) {
        return ask(
                act,
                way,
                person,
                0,
                held,
                token,
                Exchange.form(
                        "/oauth2/token",
                        "",
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token));
    }

    Reading logout(Way way, Person person, Held held) {
        return ask(
                Act.LOGOUT,
                way,
                person,
                0,
                held,
                held.token(),
                Exchange.form("/oauth2/revoke", "", "token", held.token()));
    }

    Reading endSession(Way way, Person person, Held held) {
        return ask(
                Act.END_SESSION,
                way,
                person,
                0,
                held,
                "",
                Exchange.delete("/admin/v1/sessions/" + held.session(), cluster.administrator()));
    }

    Reading endAll(Way way, Person person) {
        return administer(
                Act.END_ALL,
                way,
                person,
                0,
                "/admin/v1/sessions/revoke-all",
                "{\"user\":\"%s\"}".formatted(person.name()));
    }

    Reading changePassword(Way way, Person person, int next) {
        return administer(
                Act.PASSWORD,
                way,
                person,
                next,
                "/admin/v1/users/" + person.name() + "/password",
                "{\"password\":\"%s\"}".formatted(Person.password(next)));
    }

    Reading disable(Way way, Person person) {
        return administer(
                Act.DISABLE, way, person, 0, "/admin/v1/users/" + person.name() + "/disable", "{}");
    }

    Reading look(Way way, Person person, Held held) {
        return ask(
                Act.LOOK,
                way,
                person,
                0,
                held,
                held.access(),
                Exchange.form("/oauth2/introspect", service, "token", held.access()));
    }

    private Reading administer(
            Act act, Way way, Person person, int credential, String path, String body) {
        return ask(
                act,
                way,
                person,
                credential,
                Held.NOTHING,
                "",
                Exchange.json(path, cluster.administrator(), body));
    }

    private Reading ask(
            Act act,
            Way way,
            Person person,
            int credential,
            Held held,
            String token,
            Exchange exchange) {
        long call = history.asked(act, way.who, person, credential, held, token, way.node);
        Reading reading;
        try {
            reading = Reading.of(act, exchange.with(cluster.port(way.node), way.hangUpAfter));
        } catch (IOException _) {
            reading = Reading.LOST;
        }
        history.answered(call, reading);
        return reading;
    }
}
