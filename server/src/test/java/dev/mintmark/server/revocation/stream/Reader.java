package dev.mintmark.server.revocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.mintmark.server.fixture.Eventually;
import dev.mintmark.server.fixture.Some;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/// Follows a stream on a thread of its own and checks what comes, with another library.
final class Reader implements Outlet, AutoCloseable {
    private final StringBuilder text = new StringBuilder();
    private final Semaphore mayRead;
    private final Thread thread;
    private final Follower follower;

    private Reader(RevocationStream stream, OptionalLong lastSeen, int writes) {
        mayRead = new Semaphore(writes);
        follower = stream.join("a reader", lastSeen).orElseThrow();
        thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                follower.follow(this, Duration.ofHours(1));
                            } catch (IOException | InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
    }

    static Reader of(RevocationStream stream) {
        return new Reader(stream, OptionalLong.empty(), 1_000_000);
    }

    static Reader since(RevocationStream stream, long position) {
        return new Reader(stream, OptionalLong.of(position), 1_000_000);
    }

    /// One that does not read after so many pieces, until told to.
    static Reader slow(RevocationStream stream, int pieces) {
        return new Reader(stream, OptionalLong.empty(), pieces);
    }

    void readOn() {
        mayRead.release(1_000_000);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        mayRead.acquireUninterruptibly();
        synchronized (text) {
            text.append(new String(bytes, US_ASCII));
        }
    }

    Reader await(String part) {
        Eventually.holds(() -> text().contains(part));
        return this;
    }

    Reader awaitItems(int count) {
        Eventually.holds(() -> items().size() >= count);
        return this;
    }

    void awaitEnd() {
        Eventually.holds(() -> !thread.isAlive());
    }

    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    /// The value of each line that begins so.
    List<String> lines(String name) {
        return text().lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    List<JWTClaimsSet> frames() {
        return lines("data").stream()
                .filter(data -> !data.equals("-"))
                .map(Reader::checked)
                .toList();
    }

    List<Map<String, Object>> items() {
        var items = new ArrayList<Map<String, Object>>();
        frames().forEach(frame -> items.addAll(itemsOf(frame)));
        return items;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> itemsOf(JWTClaimsSet frame) {
        return (List<Map<String, Object>>) frame.getClaim("items");
    }

    private static JWTClaimsSet checked(String jws) {
        try {
            var keys = JWKSet.parse(new String(Some.keyRing().jwks().json(), US_ASCII));
            var token = SignedJWT.parse(jws);
            var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
            assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
            assertThat(token.getHeader().getType().getType()).isEqualTo("mintmark-revocation+jwt");
            return token.getJWTClaimsSet();
        } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        follower.end();
        readOn();
    }
}
