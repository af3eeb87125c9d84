package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Remembers tokens whose signature held and whose claims were right, so that the next request with
/// the same token need not compute the signature again. Everything that can change is looked at
/// again each time: the clock, whether the issuer still has the key, revocation, the proof.
///
/// - A token is known by the SHA-256 of all its characters. Nothing that could be presented as a
///   token is kept.
/// - Only what was verified in full goes in, and only when it comes a second time. So a flood of
///   tokens that are each used once pushes nothing out and costs next to nothing: the first time
///   leaves a few bits of its signature in a fixed table, without computing a hash.
/// - Refusals are never remembered.
/// - Bounded in entries and in bytes. A token has four places where it may rest; the place it takes
///   when all are taken is drawn at random, which nobody outside can aim at.
final class SeenTokens {

    /// What is kept of one token.
    ///
    /// @param kid of the token's header, to look the key up again
    record Seen(
            TokenDigest digest,
            @Nullable String kid,
            Algorithm algorithm,
            VerificationKey key,
            Verdict.Trusted trusted,
            int bytes) {}

    /// Around one: the digest, the strings that are made of it, the objects themselves.
    private static final int OVERHEAD_BYTES = 900;

    /// One value of the claims as objects, once somebody has asked for all claims.
    private static final int BYTES_PER_VALUE = 100;

    /// As many characters as tell two signatures apart, in bytes.
    private static final int MARK_BYTES = 8;

    /// How many share a place, here and among the marks. A power of two.
    private static final int WAYS = 4;

    private final int sets;
    private final long mostBytes;
    private final AtomicReferenceArray<@Nullable Seen> places;
    private final AtomicIntegerArray once;
    private final AtomicLong bytes = new AtomicLong();
    private final int seed = ThreadLocalRandom.current().nextInt();

    private SeenTokens(int mostEntries, long mostBytes) {
        this.sets = Integer.highestOneBit(Math.max(1, mostEntries / WAYS));
        this.mostBytes = mostBytes;
        this.places = new AtomicReferenceArray<>(sets * WAYS);
        this.once = new AtomicIntegerArray(4 * sets * WAYS);
    }

    /// Null for a bound of nothing, which means to remember nothing.
    static @Nullable SeenTokens within(CacheBound bound) {
        return bound.entries() == 0 || bound.bytes() == 0
                ? null
                : new SeenTokens(bound.entries(), bound.bytes());
    }

    /// Whether a token like this was verified before. Only a hint, from a few bits of its
    /// signature: it decides whether looking further is worth a hash, and never about a token.
    boolean mayKnow(CompactJws token) {
        int mark = mark(token);
        int slot = slot(mark);
        for (int i = slot; i < slot + WAYS; i++) {
            if (once.getPlain(i) == mark) {
                return true;
            }
        }
        return false;
    }

    /// Takes note of a token that was verified for the first time. Four share a slot, and the
    /// oldest makes room: with one for each, two tokens in use that fall on the same one would push
    /// each other out for ever, and each be verified in full each time.
    void noteOnce(CompactJws token) {
        int mark = mark(token);
        int slot = slot(mark);
        for (int i = slot + WAYS - 1; i > slot; i--) {
            once.setPlain(i, once.getPlain(i - 1));
        }
        once.setPlain(slot, mark);
    }

    @Nullable Seen find(TokenDigest digest) {
        int set = set(digest);
        for (int i = set; i < set + WAYS; i++) {
            Seen seen = places.getAcquire(i);
            if (seen != null && seen.digest.isSameAs(digest)) {
                return seen;
            }
        }
        return null;
    }

    void remember(
            TokenDigest digest,
            AcceptedHeader header,
            VerificationKey key,
            Verdict.Trusted trusted,
            byte[] payload) {
        int weight = weight(payload);
        if (weight > mostBytes) {
            return;
        }
        put(new Seen(digest, header.kid(), key.algorithm(), key, trusted, weight));
        for (int tries = 0; bytes.get() > mostBytes && tries < 64; tries++) {
            forget(ThreadLocalRandom.current().nextInt(places.length()));
        }
    }

    /// Forgets a token that is no longer good, so that its place is free.
    void forget(Seen seen) {
        int set = set(seen.digest);
        for (int i = set; i < set + WAYS; i++) {
            if (places.compareAndSet(i, seen, null)) {
                bytes.addAndGet(-seen.bytes);
            }
        }
    }

    long bytes() {
        return bytes.get();
    }

    private void put(Seen seen) {
        int set = set(seen.digest);
        int place = set + ThreadLocalRandom.current().nextInt(WAYS);
        for (int i = set; i < set + WAYS; i++) {
            Seen there = places.getAcquire(i);
            if (there == null || there.digest.isSameAs(seen.digest)) {
                place = i;
                break;
            }
        }
        Seen before = places.getAndSet(place, seen);
        bytes.addAndGet(before == null ? seen.bytes : seen.bytes - before.bytes);
    }

    private void forget(int place) {
        Seen before = places.getAndSet(place, null);
        if (before != null) {
            bytes.addAndGet(-before.bytes);
        }
    }

    private int set(TokenDigest digest) {
        return (digest.hash() & (sets - 1)) * WAYS;
    }

    /// Never too little, whatever the payload is made of: the payload itself, and its values as
    /// objects, which take many times the two bytes that a value can be written in.
    private static int weight(byte[] payload) {
        int values = 0;
        for (byte c : payload) {
            if (c == ',' || c == '[' || c == '{') {
                values++;
            }
        }
        return OVERHEAD_BYTES + 2 * payload.length + BYTES_PER_VALUE * values;
    }

    /// From the first characters of the signature, which differ between any two signatures of every
    /// algorithm; the last ones of ML-DSA do not. Never zero, the empty slot.
    private int mark(CompactJws token) {
        byte[] ascii = token.ascii();
        int from = token.signingInputLength() + 1;
        int mark = seed;
        for (int i = from; i < Math.min(from + MARK_BYTES, ascii.length); i++) {
            mark = (mark ^ ascii[i]) * 0x01000193;
        }
        mark ^= mark >>> 15;
        return mark == 0 ? 1 : mark;
    }

    private int slot(int mark) {
        return (mark >>> 3) & (once.length() - 1) & -WAYS;
    }
}
