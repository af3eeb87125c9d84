package dev.mintmark.server.client;

import dev.mintmark.server.client.Authentication.Known;
import dev.mintmark.server.client.Authentication.Refused;
import dev.mintmark.server.client.Authentication.Why;
import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.server.secret.MarkedText;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The clients of this authority: registration and authentication.
///
/// Every token request names a client, so those seen are remembered in memory. Each change made
/// through here forgets the one it touched; one made on another node shows within a second, because
/// nobody is remembered for longer. Ids that do not exist are never remembered, or a caller could
/// fill the memory with them.
public final class Clients {
    private static final byte[] NO_HASH = new byte[32];
    private static final Duration REMEMBERED = Duration.ofMillis(800);

    /// While the database is away, as long as this node may use what else it knows: its keys.
    private static final Duration REMEMBERED_AT_MOST = Duration.ofSeconds(30);

    private final ClientStore store;
    private final Hmac pepper;
    private final String defaultAudience;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final ConcurrentMap<ClientId, Seen> seen = new ConcurrentHashMap<>();

    /// @param lookedAt when it was last tried to read it
    /// @param readAt when it was last read
    private record Seen(Registered client, long lookedAt, long readAt) {}

    /// @param pepper keys the hashes of client secrets: a stolen database alone is then no help in
    ///   guessing a secret that a person made up
    /// @param defaultAudience whom the tokens of a client are for that registered no audience
    /// @param nanos a count that goes on evenly, whoever sets a clock
    public Clients(
            ClientStore store,
            Hmac pepper,
            String defaultAudience,
            RandomGenerator random,
            LongSupplier nanos) {
        this.store = store;
        this.pepper = pepper;
        this.defaultAudience = defaultAudience;
        this.random = random;
        this.nanos = nanos;
    }

    /// Who is asking. An unknown client and a wrong secret cost the same work and are told the
    /// same.
    public Authentication authenticate(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Nobody() -> withoutSecret(ClientId.FIRST_PARTY.value());
            case Credentials.IdOnly(var id) -> withoutSecret(id);
            case Credentials.IdAndSecret(var id, var secret) -> withSecret(id, secret);
        };
    }

    public Optional<Client> find(ClientId id) {
        return registered(id).map(Registered::client);
    }

    /// Some of the clients, in the order of their ids.
    ///
    /// @param prefix how the ids begin; may be empty
    /// @param after the last one that was seen before; empty to begin
    public List<Client> list(String prefix, Optional<String> after, int limit) {
        return store.list(prefix, after, limit).stream().map(this::withDefaults).toList();
    }

    /// The client as it acts: one that registered no audience has the authority's default one.
    public Client withDefaults(Client client) {
        return client.audiences().isEmpty() ? client.withAudience(defaultAudience) : client;
    }

    /// Registers a public client.
    ///
    /// @return whether its id was free
    public boolean addPublic(Client client, Witness<Boolean> witness) {
        return store.add(new Registered(client, Optional.empty()), witness);
    }

    /// Registers a confidential client under a secret of its owner's choice or from [#newSecret()].
    ///
    /// @return whether its id was free
    public boolean addConfidential(Client client, String secret, Witness<Boolean> witness) {
        return store.add(new Registered(client, Optional.of(hash(client.id(), secret))), witness);
    }

    /// A secret of 256 random bits.
    public String newSecret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return MarkedText.write(MarkedText.Kind.CLIENT_SECRET, bytes);
    }

    /// Gives a client a new secret; the old one stops working at once.
    ///
    /// @return the new secret, or empty when there is no such confidential client
    public Optional<String> rotateSecret(ClientId id, Witness<Boolean> witness) {
        if (find(id).filter(client -> !client.isPublic()).isEmpty()) {
            return Optional.empty();
        }
        var secret = newSecret();
        boolean replaced = store.replaceSecret(id, hash(id, secret), witness);
        seen.remove(id);
        return replaced ? Optional.of(secret) : Optional.empty();
    }

    private Authentication withoutSecret(String id) {
        var registered = registered(id);
        if (registered.isEmpty()) {
            return new Refused(Why.UNKNOWN_CLIENT);
        }
        var client = registered.get().client();
        if (!client.isPublic()) {
            return new Refused(Why.SECRET_MISSING);
        }
        return client.disabled() ? new Refused(Why.DISABLED) : new Known(client);
    }

    private Authentication withSecret(String id, String secret) {
        var registered = registered(id);
        byte[] presented = pepper.of(utf8(id), new byte[1], utf8(secret));
        byte[] expected = registered.flatMap(Registered::secretHash).orElse(NO_HASH);
        boolean matches = MessageDigest.isEqual(presented, expected);
        if (registered.isEmpty()) {
            return new Refused(Why.UNKNOWN_CLIENT);
        }
        var client = registered.get().client();
        if (client.isPublic()) {
            return new Refused(Why.SECRET_NOT_EXPECTED);
        }
        if (!matches) {
            return new Refused(Why.WRONG_SECRET);
        }
        return client.disabled() ? new Refused(Why.DISABLED) : new Known(client);
    }

    private Optional<Registered> registered(String id) {
        return ClientId.isValid(id) ? registered(new ClientId(id)) : Optional.empty();
    }

    private Optional<Registered> registered(ClientId id) {
        var known = seen.get(id);
        if (known == null || isOld(known)) {
            known = seen.compute(id, this::load);
        }
        return Optional.ofNullable(known).map(Seen::client);
    }

    private boolean isOld(Seen known) {
        return nanos.getAsLong() - known.lookedAt > REMEMBERED.toNanos();
    }

    /// Runs while the map holds the place of this id. So a change that comes in between forgets
    /// what was loaded only after it was remembered, and a replaced secret cannot stay in memory.
    private @Nullable Seen load(ClientId id, @Nullable Seen known) {
        if (known != null && !isOld(known)) {
            return known;
        }
        long now = nanos.getAsLong();
        try {
            return store.find(id)
                    .map(one -> new Registered(withDefaults(one.client()), one.secretHash()))
                    .map(one -> new Seen(one, now, now))
                    .orElse(null);
        } catch (Unavailable e) {
            if (known == null || now - known.readAt > REMEMBERED_AT_MOST.toNanos()) {
                throw e;
            }
            return new Seen(known.client, now, known.readAt);
        }
    }

    private byte[] hash(ClientId id, String secret) {
        return pepper.of(utf8(id.value()), new byte[1], utf8(secret));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
