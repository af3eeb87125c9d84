package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;
import dev.mintmark.verifier.revocation.StreamAccess;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// An issuer inside a test: publishes metadata and keys over HTTP on a free port of loopback, and
/// signs whatever tokens the test asks for.
///
/// ```
/// try (var issuer = TestIssuer.start()) {
///     var verifier = issuer.verifier("orders-api");
///     String token = issuer.token().subject("ada").audience("orders-api").scope("orders:read").sign();
///     assertInstanceOf(Verdict.Trusted.class, verifier.verify(token));
///     assertInstanceOf(
///             Verdict.Refused.class,
///             verifier.verify(issuer.token().audience("orders-api").broken().expired()));
/// }
/// ```
///
/// Its clock stands still at the time it was started, so that its tokens are also good for a
/// service that looks at the real clock. Safe for use by many threads.
public final class TestIssuer implements AutoCloseable {

    static final String OPENID_METADATA = "/.well-known/openid-configuration";
    static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";
    static final String KEYS = "/.well-known/jwks.json";

    private final IssuerServer server = new IssuerServer();
    private final IssuerKeys keys;
    private final MovableClock clock;
    private final IssuerRevocations revocations;
    private final List<Verifier> verifiers = new CopyOnWriteArrayList<>();
    private final List<RevocationFeed> feeds = new CopyOnWriteArrayList<>();

    private TestIssuer(Algorithm algorithm, MovableClock clock) {
        this.keys = new IssuerKeys(algorithm);
        this.clock = clock;
        server.serve(OPENID_METADATA, exchange -> publish(exchange, metadata()));
        server.serve(OAUTH_METADATA, exchange -> publish(exchange, metadata()));
        server.serve(KEYS, exchange -> publish(exchange, keySet()));
        this.revocations = new IssuerRevocations(uri(), keys, clock);
        server.serve(IssuerRevocations.LIST, revocations::publishList);
        server.serve(IssuerRevocations.DIRECTORY, revocations::publishDirectory);
        server.serve(IssuerStream.PATH, revocations.stream()::serve);
        server.start();
    }

    /// Signs with ES256.
    public static TestIssuer start() {
        return start(Algorithm.ES256);
    }

    public static TestIssuer start(Algorithm algorithm) {
        return start(algorithm, MovableClock.atRealTime());
    }

    public static TestIssuer start(Algorithm algorithm, MovableClock clock) {
        return new TestIssuer(algorithm, clock);
    }

    /// Its name: the `iss` of its tokens, and where to find its metadata.
    public URI uri() {
        return server.uri();
    }

    public URI keysUri() {
        return uri().resolve(KEYS);
    }

    public MovableClock clock() {
        return clock;
    }

    public IssuerKeys keys() {
        return keys;
    }

    /// A verifier for tokens of this issuer: fetches its keys over HTTP, goes by its clock, and
    /// accepts the algorithm it was started with besides the usual ones. Closed with the issuer.
    public Verifier verifier(String audience) {
        Algorithm algorithm = keys.signing().algorithm();
        Verifier verifier =
                algorithm.isSymmetric()
                        ? Verifier.forIssuer(
                                        uri(),
                                        audience,
                                        KeySource.of(keys.signing().verificationKey()))
                                .withAlgorithms(Set.of(algorithm))
                        : Verifier.forIssuer(
                                uri(), audience, KeySource.discoveredFrom(uri()).withClock(clock));
        Verifier wired = verifier.withClock(clock);
        verifiers.add(wired);
        return wired;
    }

    /// A token to be: good unless told otherwise, and still to be told for whom.
    public TokenBuilder token() {
        return new TokenBuilder(uri(), keys.signing(), clock.instant());
    }

    /// A client with a key of its own, whose proofs go by the issuer's clock.
    public DpopClient dpopClient() {
        return new DpopClient(Algorithm.ES256, clock);
    }

    /// The same with a place of its own in the issuer's status list, so that it can be revoked even
    /// for services that do not listen to the stream.
    public TokenBuilder listedToken() {
        return token().status(revocations.listUri(), revocations.nextPlace());
    }

    /// A feed of what this issuer revokes, for `verifier.withRevocations(…)`: listens to lists and
    /// stream, by the issuer's clock. Started, and closed with the issuer.
    ///
    /// It needs a moment to hear of things, like any feed: wait until `feed.isCurrent()`, and ask
    /// again until a token is refused. Nothing that takes time happens while the clock stands
    /// still: a stream that was cut is opened again when the clock moves.
    public RevocationFeed revocationFeed(StalePolicy whenStale) {
        var feed =
                RevocationFeed.forIssuer(
                                uri(), KeySource.discoveredFrom(uri()).withClock(clock), whenStale)
                        .withStream(StreamAccess.client("test-service", "test-secret"))
                        .withLongestTokenLife(Duration.ofDays(1))
                        .withClock(clock);
        feeds.add(feed);
        feed.start();
        return feed;
    }

    /// Revokes one token of this issuer: in its status list, if it has a place there, and in the
    /// stream.
    public void revoke(String token) {
        revocations.revoke(token);
    }

    /// Revokes all tokens with this `sid`. The stream alone tells.
    public void revokeSession(String sid) {
        revocations.tellOne("sid", sid);
    }

    /// Revokes all tokens that the subject has got until now. The stream alone tells.
    public void revokeSubject(String subject) {
        revocations.tellSubject(subject);
    }

    /// Revokes a key, and takes it out of the published set.
    public void revokeKey(TestKey key) {
        keys.withdraw(key);
        revocations.tellOne("kid", key.kid());
    }

    /// Ends all connections to the stream. Services may come back at once.
    public void cutStream() {
        revocations.stream().cut();
    }

    /// Leaves all connections to the stream open and says nothing more, until [#recover()].
    public void fallSilent() {
        revocations.stream().fallSilent();
    }

    /// How many listen to the stream now.
    public int streamConnections() {
        return revocations.stream().connections();
    }

    /// Has the server fail at every request until [#recover()].
    public void fail(Fault fault) {
        server.fail(fault);
        cutStream();
    }

    /// Has the server keep its answers back until the hold is closed.
    public Hold hold() {
        return server.hold();
    }

    public void recover() {
        server.recover();
        revocations.stream().speak();
    }

    /// How often the key set was asked for since the start or the last reset.
    public int keySetRequests() {
        return server.requestsFor(KEYS);
    }

    /// How often metadata was asked for.
    public int metadataRequests() {
        return server.requestsFor(OPENID_METADATA) + server.requestsFor(OAUTH_METADATA);
    }

    /// As if just started: the first key signs and is the one that is published, no faults, counts
    /// at zero, nothing revoked, the clock back at its start.
    public void reset() {
        server.reset();
        revocations.reset();
        keys.reset();
        clock.reset();
    }

    @Override
    public void close() {
        verifiers.forEach(Verifier::close);
        feeds.forEach(RevocationFeed::close);
        cutStream();
        server.close();
    }

    private String metadata() {
        return new JsonWriter()
                .beginObject()
                .field("issuer", uri().toString())
                .field("jwks_uri", keysUri().toString())
                .field(
                        "status_list_aggregation_endpoint",
                        uri().resolve(IssuerRevocations.DIRECTORY).toString())
                .endObject()
                .toString();
    }

    private String keySet() {
        return server.fault() == Fault.NO_KEYS ? "{\"keys\":[]}" : keys.document();
    }

    private static void publish(HttpExchange exchange, String json) throws IOException {
        String tag = '"' + digest(json) + '"';
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "public, max-age=300");
        headers.set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        headers.set("Content-Type", "application/json");
        IssuerServer.send(exchange, 200, json);
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64Url.encode(sha256.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
