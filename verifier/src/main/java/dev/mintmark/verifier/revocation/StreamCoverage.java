package dev.mintmark.verifier.revocation;

/// From when to when nothing that the stream brought was missed.
///
/// A connection counts from its first comment on, because all that was missed before comes before
/// that. One that breaks and is taken up again where it broke is as good as one that never broke.
final class StreamCoverage {

    private final IssuerClock issuerClock;

    /// In seconds by the issuer's clock; the largest number when nothing is covered.
    private volatile long since = Long.MAX_VALUE;

    /// In milliseconds by our clock.
    private volatile long until = Long.MIN_VALUE;

    /// In milliseconds by our clock: until then, what had to be dropped may matter.
    private volatile long lackingUntil = Long.MIN_VALUE;

    private boolean caughtUp;

    StreamCoverage(IssuerClock issuerClock) {
        this.issuerClock = issuerClock;
    }

    /// @param resumed whether we could say where we had been
    synchronized void opened(boolean resumed) {
        caughtUp = false;
        if (!resumed) {
            beginAnew();
        }
    }

    /// The other side does not know what was missed.
    synchronized void interrupted() {
        caughtUp = false;
        beginAnew();
    }

    /// A comment came.
    synchronized void caughtUp(long now) {
        caughtUp = true;
        heard(now);
    }

    /// Something came, and everything before it has been taken in.
    synchronized void heard(long now) {
        if (caughtUp && now >= lackingUntil) {
            if (since == Long.MAX_VALUE) {
                beginAnew();
            }
            until = now;
        }
    }

    /// There was no room for what came.
    synchronized void lack(long untilMillis) {
        since = Long.MAX_VALUE;
        lackingUntil = Math.max(lackingUntil, untilMillis);
    }

    boolean isLacking(long now) {
        return now < lackingUntil;
    }

    /// Until when by our clock everything is known that happened since this second by the issuer's.
    long untilFor(long issuerSecond) {
        return since <= issuerSecond ? until : Long.MIN_VALUE;
    }

    /// Until when what has no place in a list is known.
    long until() {
        return until;
    }

    private void beginAnew() {
        since = issuerClock.nextSecond();
    }
}
