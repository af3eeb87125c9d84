package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.RevocationSource.Standing.Revoked;
import dev.mintmark.verifier.TokenHandles;
import dev.mintmark.verifier.revocation.SipHash.Fingerprint;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// What frames have said about tokens, sessions, subjects and keys: things that have no place in a
/// list. Each is kept as a fingerprint, until all tokens that it can concern have expired.
///
/// Writers take turns; tokens are judged meanwhile, without locks.
final class KnownRevocations {

    /// Names of keys are kept as they are and for ever. An issuer that revokes more than this has
    /// other worries.
    private static final int MOST_KEYS = 1_024;

    /// For clocks that differ, and for the leeway with which tokens pass.
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final Revoked TOKEN = new Revoked("the token was revoked");
    private static final Revoked SESSION = new Revoked("the session was ended");
    private static final Revoked KEY = new Revoked("the key that signed it was revoked");
    private static final Revoked SUBJECT =
            new Revoked("all tokens of the subject from before some time were revoked");
    private static final Revoked ALL = new Revoked("all tokens from before some time were revoked");

    private final long retentionSeconds;
    private final long lifeSeconds;
    private final SipHash hash = SipHash.withFreshKey();

    /// By `sid`: when it was said.
    private final FingerprintTable sessions = new FingerprintTable();

    /// By `jti`: the earliest it can have been issued.
    private final FingerprintTable tokens = new FingerprintTable();

    /// By `sub`: the second before which tokens are dead.
    private final FingerprintTable subjects = new FingerprintTable();

    private volatile long allBefore = Long.MIN_VALUE;
    private volatile Set<String> keys = Set.of();

    KnownRevocations(Duration longestTokenLife) {
        lifeSeconds = longestTokenLife.toSeconds();
        retentionSeconds = longestTokenLife.plus(SLACK).toSeconds();
    }

    /// How long something has to be remembered after a token could last have been issued.
    long retentionSeconds() {
        return retentionSeconds;
    }

    int size() {
        return sessions.size() + tokens.size() + subjects.size();
    }

    boolean isRevokedKey(String kid) {
        return keys.contains(kid);
    }

    /// Null when nothing of the token is known to be dead.
    @Nullable Revoked standing(TokenHandles token) {
        if (token.issuedAt() < allBefore) {
            return ALL;
        }
        if (!keys.isEmpty() && token.keyId().filter(keys::contains).isPresent()) {
            return KEY;
        }
        if (tokens.size() > 0 && tokens.has(hash.of(token.tokenId()))) {
            return TOKEN;
        }
        if (sessions.size() > 0) {
            String sid = token.sessionId().orElse(null);
            if (sid != null && sessions.has(hash.of(sid))) {
                return SESSION;
            }
        }
        if (subjects.size() > 0 && token.issuedAt() < subjects.second(hash.of(token.subject()))) {
            return SUBJECT;
        }
        return null;
    }

    /// The session is dead.
    void endSession(String sid, long second) {
        sessions.put(hash.of(sid), second);
    }

    /// The token is dead.
    ///
    /// @param second when it was said, for tokens that do not say when they expire
    void end(RevokedItem.Token token, long second) {
        long latest = second + lifeSeconds;
        long expiresAt = Math.min(token.expiresAt().orElse(latest), latest);
        tokens.put(hash.of(token.id()), expiresAt - lifeSeconds);
    }

    void endBefore(RevokedItem.SubjectBefore cutOff) {
        Fingerprint subject = hash.of(cutOff.subject());
        subjects.put(subject, cutOff.second());
    }

    synchronized void endAllBefore(long second) {
        allBefore = Math.max(allBefore, second);
    }

    /// False when there are too many.
    synchronized boolean endKey(String kid) {
        if (keys.contains(kid)) {
            return true;
        }
        if (keys.size() == MOST_KEYS) {
            return false;
        }
        var more = new HashSet<>(keys);
        more.add(kid);
        keys = Set.copyOf(more);
        return true;
    }

    /// Drops what concerns no token that could still be alive.
    void forget(long nowSeconds) {
        long earliest = nowSeconds - retentionSeconds;
        sessions.forgetBefore(earliest);
        tokens.forgetBefore(earliest);
        subjects.forgetBefore(earliest);
    }
}
