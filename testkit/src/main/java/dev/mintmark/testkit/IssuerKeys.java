package dev.mintmark.testkit;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Which keys an issuer signs with and which it publishes; the two need not agree.
///
/// A verifier that has fetched the keys asks again at most every 30 seconds by its clock, as in
/// production. To have it see a change, `issuer.clock().advance(Duration.ofSeconds(31))`.
public final class IssuerKeys {

    private final TestKey first;
    private final List<TestKey> published = new ArrayList<>();
    private TestKey signing;

    IssuerKeys(Algorithm algorithm) {
        first = TestKey.generate(algorithm);
        signing = first;
        reset();
    }

    /// What tokens are signed with unless they say otherwise.
    public synchronized TestKey signing() {
        return signing;
    }

    public synchronized List<TestKey> published() {
        return List.copyOf(published);
    }

    /// Publishes a new key of the same algorithm and signs with it from now on. The old one stays
    /// published, so that its tokens stay good.
    public TestKey rotate() {
        return rotateTo(TestKey.generate(signing().algorithm()));
    }

    /// The same to a key of another algorithm.
    public TestKey rotate(Algorithm algorithm) {
        return rotateTo(TestKey.generate(algorithm));
    }

    /// Signs with a new key that nobody can find yet: an issuer that announces its keys too late.
    /// To make up for it, [#publish] the key.
    public TestKey rotateUnpublished() {
        return signWith(TestKey.generate(signing().algorithm()));
    }

    /// Publishes one more key. It signs where it is asked for: `issuer.token().signedWith(key)`.
    public TestKey add(Algorithm algorithm) {
        return publish(TestKey.generate(algorithm));
    }

    public synchronized TestKey publish(TestKey key) {
        if (key.algorithm().isSymmetric()) {
            throw new IllegalArgumentException(
                    "a secret cannot be published; give it to the verifier instead");
        }
        if (!published.contains(key)) {
            published.add(key);
        }
        return key;
    }

    /// Takes a key out of the published set, whether it signs or not.
    public synchronized void withdraw(TestKey key) {
        published.remove(key);
    }

    public synchronized TestKey signWith(TestKey key) {
        signing = Objects.requireNonNull(key);
        return key;
    }

    private TestKey rotateTo(TestKey key) {
        return signWith(publish(key));
    }

    synchronized void reset() {
        published.clear();
        signing = first;
        if (!first.algorithm().isSymmetric()) {
            published.add(first);
        }
    }

    synchronized String document() {
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        for (TestKey key : published) {
            PublicJwk.write(json, key.kid(), key.algorithm(), key.publicKey().orElseThrow());
        }
        return json.endArray().endObject().toString();
    }
}
