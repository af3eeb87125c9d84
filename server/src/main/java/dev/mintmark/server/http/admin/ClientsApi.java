package dev.mintmark.server.http.admin;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.key.KeyDesk;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.Mandate;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// `/admin/v1/clients`.
final class ClientsApi {
    private static final int MIN_SECRET_LENGTH = 12;
    private static final int MAX_SECRET_LENGTH = 512;
    private static final int MAX_ENTRIES = 64;
    private static final List<String> NOT_YET =
            List.of("redirect_uris", "post_logout_redirect_uris", "dpop_bound");

    private final Clients clients;
    private final KeyDesk keys;
    private final Optional<String> sharedSecretAudience;
    private final InstantSource clock;
    private final Events events;

    /// @param sharedSecretAudience the one service that shares a secret with this authority, if one
    ///   does
    ClientsApi(
            Clients clients,
            KeyDesk keys,
            Optional<String> sharedSecretAudience,
            InstantSource clock,
            Events events) {
        this.clients = clients;
        this.keys = keys;
        this.sharedSecretAudience = sharedSecretAudience;
        this.clock = clock;
        this.events = events;
    }

    /// In the order of their ids; `prefix` is how they begin.
    HttpResponse list(AdminCall call) {
        return Paging.read(
                call,
                Set.of("prefix"),
                paging ->
                        paging.answer(
                                "clients",
                                clients.list(
                                        paging.filter("prefix").orElse(""),
                                        paging.after(),
                                        paging.wanted()),
                                (json, client) -> write(json.beginObject(), client).endObject(),
                                client -> client.id().value()));
    }

    HttpResponse show(AdminCall call) {
        var id = call.path("id");
        return Optional.of(id)
                .filter(ClientId::isValid)
                .flatMap(text -> clients.find(new ClientId(text)))
                .map(client ->
                        HttpResponse.json(
                                200,
                                write(new JsonWriter().beginObject(), client)
                                        .endObject()
                                        .toBytes()))
                .orElseGet(() ->
                        Problem.of(404, "no_such_client", "There is no client of this id.")
                                .toResponse());
    }

    HttpResponse add(AdminCall call) {
        return JsonBody.read(call.request(), body -> add(call, body));
    }

    HttpResponse rotateSecret(AdminCall call) {
        var id = call.path("id");
        var secret =
                ClientId.isValid(id)
                        ? rotateSecret(new ClientId(id), call.origin())
                        : Optional.<String>empty();
        if (secret.isEmpty()) {
            return Problem.of(
                            404,
                            "no_such_client",
                            "There is no client of this id that has a secret.")
                    .toResponse();
        }
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("id", id)
                        .field("secret", secret.get())
                        .endObject()
                        .toBytes();
        return HttpResponse.json(200, json);
    }

    private Optional<String> rotateSecret(ClientId id, Origin origin) {
        Witness<Boolean> witness =
                done -> done ? List.of(new Event.ClientSecretRotated(id, origin)) : List.of();
        var secret = clients.rotateSecret(id, events.watched(witness));
        witness.of(secret.isPresent()).forEach(events::kept);
        return secret;
    }

    private HttpResponse add(AdminCall call, JsonBody body) {
        for (String member : NOT_YET) {
            if (body.has(member)) {
                throw new JsonBody.Wrong("This version does not support " + member + " yet.");
            }
        }
        var client = client(body);
        var chosen = body.optionalText("secret");
        if (client.isPublic()) {
            if (chosen.isPresent()) {
                throw new JsonBody.Wrong("A public client can keep no secret.");
            }
            boolean added = keeping(client, call, to -> clients.addPublic(client, to));
            return added ? added(call, client, Optional.empty()) : taken();
        }
        chosen.ifPresent(ClientsApi::requireStrength);
        var secret = chosen.orElseGet(clients::newSecret);
        if (!keeping(client, call, to -> clients.addConfidential(client, secret, to))) {
            return taken();
        }
        return added(call, client, chosen.isPresent() ? Optional.empty() : Optional.of(secret));
    }

    private boolean keeping(Client client, AdminCall call, Predicate<Witness<Boolean>> adding) {
        var event = new Event.ClientAdded(client.id(), call.origin());
        return events.<Boolean>keeping(added -> added ? List.of(event) : List.of(), adding::test);
    }

    private Client client(JsonBody body) {
        var id = body.text("id");
        if (!ClientId.isValid(id)) {
            throw new JsonBody.Wrong(
                    "A client id has 1 to 100 letters, digits and . _ ~ : / -, begins with a letter"
                            + " or digit, and does not begin with usr_.");
        }
        boolean isPublic = body.flag("public");
        var algorithm = algorithm(body.optionalText("access_token_alg"));
        if (algorithm.isSymmetric()) {
            requireTheOneService(body.texts("audiences"));
        }
        return new Client(
                new ClientId(id),
                isPublic,
                grants(body.texts("grants"), isPublic),
                scopes(body.texts("scopes")),
                audiences(body.texts("audiences")),
                algorithm,
                false,
                clock.instant());
    }

    /// Asked for nothing, a public client signs people in, and a confidential one acts for itself.
    private static Set<GrantType> grants(List<String> words, boolean isPublic) {
        if (words.isEmpty()) {
            return EnumSet.of(isPublic ? GrantType.REFRESH_TOKEN : GrantType.CLIENT_CREDENTIALS);
        }
        var grants = EnumSet.noneOf(GrantType.class);
        for (String word : words) {
            grants.add(
                    GrantType.of(word)
                            .orElseThrow(() ->
                                    new JsonBody.Wrong(
                                            "A grant is one of refresh_token and"
                                                    + " client_credentials.")));
        }
        if (isPublic && grants.contains(GrantType.CLIENT_CREDENTIALS)) {
            throw new JsonBody.Wrong(
                    "A public client cannot use client_credentials: it can keep no secret.");
        }
        return grants;
    }

    private static Scopes scopes(List<String> names) {
        if (names.size() > MAX_ENTRIES
                || !names.stream().allMatch(name -> name.length() <= 128 && Scopes.isToken(name))) {
            throw new JsonBody.Wrong(
                    "There are at most 64 scopes, each of up to 128 visible ASCII characters"
                            + " other than \" and \\.");
        }
        return Scopes.of(names);
    }

    private static List<String> audiences(List<String> audiences) {
        if (audiences.size() > MAX_ENTRIES
                || !audiences.stream()
                        .allMatch(audience ->
                                !audience.isEmpty()
                                        && audience.length() <= 255
                                        && audience.chars().allMatch(c -> c > ' ' && c <= '~'))) {
            throw new JsonBody.Wrong(
                    "There are at most 64 audiences, each of 1 to 255 visible ASCII characters.");
        }
        return audiences.stream().distinct().toList();
    }

    private static Algorithm algorithm(Optional<String> name) {
        var algorithm = name.isEmpty() ? Optional.of(Algorithm.ES256) : Algorithm.named(name.get());
        return algorithm
                .filter(one -> KeySlot.isOffered(one) || one == Algorithm.HS256)
                .orElseThrow(() -> new JsonBody.Wrong(KeySlot.offer()));
    }

    /// Whoever can verify with the shared secret can also forge, so only one service may have it.
    private void requireTheOneService(List<String> audiences) {
        if (sharedSecretAudience.isEmpty()) {
            throw new JsonBody.Wrong("HS256 needs a secret that is shared: set hs256-secret.");
        }
        if (audiences.stream().anyMatch(one -> !one.equals(sharedSecretAudience.get()))) {
            throw new JsonBody.Wrong(
                    "Tokens with HS256 are for the one service that shares the secret: leave"
                            + " audiences out.");
        }
    }

    private static void requireStrength(String secret) {
        if (secret.length() < MIN_SECRET_LENGTH || secret.length() > MAX_SECRET_LENGTH) {
            throw new JsonBody.Wrong(
                    "A secret of your own has 12 to 512 characters. Better leave it out: the"
                            + " authority then makes one of 256 random bits.");
        }
    }

    private HttpResponse added(AdminCall call, Client client, Optional<String> secret) {
        var json = write(new JsonWriter().beginObject(), clients.withDefaults(client));
        // The first client of its algorithm is why there is a key for it, and everybody must be
        // able to know that key before it signs.
        var reason = "the client " + client.id() + " needs one";
        if (!client.algorithm().isSymmetric()) {
            var mandate = Mandate.admin(reason, call.origin());
            keys.want(KeySlot.accessTokens(client.algorithm()), mandate)
                    .ifPresent(from -> json.field("access_tokens_from", from.toString()));
        }
        secret.ifPresent(text -> json.field("secret", text));
        return HttpResponse.json(201, json.endObject().toBytes());
    }

    private static HttpResponse taken() {
        return Problem.of(409, "id_taken", "There is a client of this id already.").toResponse();
    }

    private static JsonWriter write(JsonWriter json, Client client) {
        return json.field("id", client.id().value())
                .field("public", client.isPublic())
                .field("grants", client.grants().stream().map(GrantType::word).sorted().toList())
                .field("scopes", client.scopes().names())
                .field("audiences", client.audiences())
                .field("access_token_alg", client.algorithm().wireName())
                .field("disabled", client.disabled())
                .field("created_at", client.createdAt().toString());
    }
}
