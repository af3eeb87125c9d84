package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.AdminKeyId;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `/admin/v1/admin-keys`.
final class AdminKeysApi {
    private static final int LONGEST_NAME = 60;
    private static final int MOST = 500;

    private final AdminKeys keys;
    private final InstantSource clock;
    private final Events events;

    AdminKeysApi(AdminKeys keys, InstantSource clock, Events events) {
        this.keys = keys;
        this.clock = clock;
        this.events = events;
    }

    HttpResponse list(AdminCall call) {
        var json = new JsonWriter().beginObject().name("admin_keys").beginArray();
        keys.all().forEach(key -> write(json.beginObject(), key).endObject());
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    /// The key that asks.
    HttpResponse self(AdminCall call) {
        var json = write(new JsonWriter().beginObject(), call.key());
        return HttpResponse.json(200, json.endObject().toBytes());
    }

    HttpResponse add(AdminCall call) {
        return JsonBody.read(call.request(), body -> add(call, body));
    }

    private HttpResponse add(AdminCall call, JsonBody body) {
        var name = name(body.text("name"));
        var scopes = scopes(body);
        var expiresAt = body.optionalText("expires_at").map(this::expiry);
        if (keys.all().stream().filter(key -> key.isGood(clock.instant())).count() >= MOST) {
            return Problem.of(409, "too_many_keys", "There are 500 admin keys; revoke some first.")
                    .toResponse();
        }
        return switch (keys.make(call.key(), name, scopes, expiresAt, id -> told(call, id))) {
            case AdminKeys.Making.Made(var key, var text) -> {
                events.kept(new Event.AdminKeyAdded(key.id(), call.origin()));
                var json = write(new JsonWriter().beginObject(), key).field("admin_key", text);
                yield HttpResponse.json(201, json.endObject().toBytes());
            }
            case AdminKeys.Making.NameTaken() ->
                    Problem.of(409, "name_taken", "There is an admin key of this name already.")
                            .toResponse();
            case AdminKeys.Making.TooMuch(var scope) ->
                    Problem.of(
                                    403,
                                    "more_than_own",
                                    "A key can only make keys that may do what it may itself; it"
                                            + " lacks %s.".formatted(scope.word()))
                            .toResponse();
        };
    }

    HttpResponse revoke(AdminCall call) {
        var text = call.path("id");
        if (text.equals(call.key().id().value())) {
            return Problem.of(
                            409,
                            "own_key",
                            "A key does not revoke itself; use another one for that.")
                    .toResponse();
        }
        var known = keys.all().stream().filter(key -> key.id().value().equals(text)).findFirst();
        if (known.isEmpty()) {
            return Problem.of(404, "no_such_admin_key", "There is no admin key of this id.")
                    .toResponse();
        }
        var lacking = call.key().lacks(known.get().scopes());
        if (lacking.isPresent()) {
            return Problem.of(
                            403,
                            "more_than_own",
                            "A key can only end keys that may do no more than itself; it lacks %s."
                                    .formatted(lacking.get().word()))
                    .toResponse();
        }
        var id = new AdminKeyId(text);
        var event = new Event.AdminKeyRevoked(id, call.origin());
        var _ =
                events.<Boolean>keeping(
                        revoked -> revoked ? List.of(event) : List.of(),
                        witness -> keys.revoke(id, witness));
        return HttpResponse.empty(204);
    }

    private Witness<Boolean> told(AdminCall call, AdminKeyId id) {
        var event = new Event.AdminKeyAdded(id, call.origin());
        return events.<Boolean>watched(added -> added ? List.of(event) : List.of());
    }

    private static String name(String text) {
        var name = text.strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new JsonBody.Wrong("A name has 1 to 60 characters, all on one line.");
        }
        return name;
    }

    private static Set<AdminScope> scopes(JsonBody body) {
        var words = body.texts("scopes");
        if (words.isEmpty()) {
            throw new JsonBody.Wrong("Name the scopes of the key, or the scope all.");
        }
        var scopes = EnumSet.noneOf(AdminScope.class);
        for (var word : words) {
            scopes.add(AdminScope.of(word).orElseThrow(() -> new JsonBody.Wrong(vocabulary())));
        }
        return scopes;
    }

    private static String vocabulary() {
        return Arrays.stream(AdminScope.values())
                .map(AdminScope::word)
                .collect(Collectors.joining(", ", "A scope is one of ", "."));
    }

    private Instant expiry(String text) {
        try {
            var at = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (at.isAfter(clock.instant())) {
                return at;
            }
        } catch (DateTimeParseException _) {
            // Answered like one that is past.
        }
        throw new JsonBody.Wrong(
                "The member expires_at must be a time to come, such as 2030-01-01T00:00:00Z.");
    }

    private JsonWriter write(JsonWriter json, AdminKey key) {
        json.field("id", key.id().value())
                .field("name", key.name())
                .field("scopes", key.scopeWords())
                .field("created_at", key.createdAt().toString())
                .field("good", key.isGood(clock.instant()));
        time(json, "expires_at", key.expiresAt());
        time(json, "last_used_at", key.lastUsedAt());
        time(json, "revoked_at", key.revokedAt());
        return json;
    }

    private static void time(JsonWriter json, String name, Optional<Instant> time) {
        time.ifPresent(at -> json.field(name, at.toString()));
    }
}
