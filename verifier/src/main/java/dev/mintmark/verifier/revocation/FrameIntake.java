package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;

import java.time.InstantSource;

/// Takes in what frames say, one at a time.
final class FrameIntake {

    private final String issuer;
    private final IssuerSignatures signatures;
    private final KnownRevocations revocations;
    private final KnownLists lists;
    private final StreamCoverage coverage;
    private final IssuerClock issuerClock;
    private final Counters counters;
    private final InstantSource clock;
    private final int mostRevocations;

    private long lastSequence = -1;

    FrameIntake(
            String issuer,
            IssuerSignatures signatures,
            KnownRevocations revocations,
            KnownLists lists,
            StreamCoverage coverage,
            IssuerClock issuerClock,
            Counters counters,
            InstantSource clock,
            int mostRevocations) {
        this.issuer = issuer;
        this.signatures = signatures;
        this.revocations = revocations;
        this.lists = lists;
        this.coverage = coverage;
        this.issuerClock = issuerClock;
        this.counters = counters;
        this.clock = clock;
        this.mostRevocations = mostRevocations;
    }

    /// The issuer counts from elsewhere now.
    synchronized void resynchronized() {
        lastSequence = -1;
        lists.fetchAllAgain();
    }

    /// False when the frame has to be asked for again.
    synchronized boolean take(String text) {
        SignedReading reading =
                signatures.read(
                        text, FrameReader.TYPE, FrameReader.MOST_CHARACTERS, FrameReader.LIMITS);
        if (reading instanceof SignedReading.Refused refused) {
            counters.frameIgnored(refused.why());
            return !refused.mayHoldLater();
        }
        JsonObject claims = ((SignedReading.Genuine) reading).claims();
        if (!(claims.member("iss") instanceof JsonString named) || !named.value().equals(issuer)) {
            counters.frameIgnored(Ignored.WRONG_ISSUER);
            return true;
        }
        try {
            take(FrameReader.read(claims));
        } catch (Malformed e) {
            counters.frameIgnored(Ignored.MALFORMED);
        }
        return true;
    }

    private void take(Frame frame) {
        if (frame.sequence() <= lastSequence) {
            counters.frameIgnored(Ignored.OUTDATED);
            return;
        }
        lastSequence = frame.sequence();
        counters.framesAccepted.increment();
        counters.itemsSkipped.add(frame.skipped());
        long now = clock.millis();
        counters.millisUnderway.add(issuerClock.since(frame.signedAt()).toMillis());
        // Times ahead of ours must not make us remember for longer.
        long signedAt = Math.min(frame.signedAt(), now / 1000);
        for (RevokedItem item : frame.items()) {
            take(item, frame.signedAt(), signedAt, now);
        }
    }

    private void take(RevokedItem item, long signedAt, long remembered, long now) {
        if (item instanceof RevokedItem.AllBefore cutOff) {
            revocations.endAllBefore(cutOff.second());
        } else if (item instanceof RevokedItem.Key key) {
            endKey(key, now);
        } else if (!hasRoom(now)) {
            drop(now);
        } else if (item instanceof RevokedItem.Place place) {
            take(place, signedAt, now);
        } else if (item instanceof RevokedItem.Session session) {
            revocations.endSession(session.id(), remembered);
        } else if (item instanceof RevokedItem.Token token) {
            revocations.end(token, remembered);
        } else if (item instanceof RevokedItem.SubjectBefore cutOff) {
            revocations.endBefore(cutOff);
        }
    }

    private void take(RevokedItem.Place place, long signedAt, long now) {
        if (place.value() == StatusList.GOOD) {
            return;
        }
        KnownList list = lists.admit(place.uri(), now);
        if (list != null) {
            list.told().put(place.index(), place.value(), signedAt);
        } else {
            counters.itemsSkipped.increment();
        }
    }

    /// Lists that were signed by the key may be made up.
    private void endKey(RevokedItem.Key key, long now) {
        if (revocations.endKey(key.id())) {
            lists.fetchAllAgain();
        } else {
            drop(now);
        }
    }

    private boolean hasRoom(long now) {
        if (revocations.size() + lists.told() < mostRevocations) {
            return true;
        }
        if (!coverage.isLacking(now)) {
            revocations.forget(now / 1000);
            lists.forget(now, revocations.retentionSeconds());
        }
        return revocations.size() + lists.told() < mostRevocations;
    }

    /// What is dropped matters until no token that it concerns can be alive.
    private void drop(long now) {
        counters.itemsDropped.increment();
        if (!coverage.isLacking(now)) {
            lists.fetchAllAgain();
        }
        coverage.lack(now + revocations.retentionSeconds() * 1000);
    }
}
