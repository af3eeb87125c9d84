package dev.mintmark.e2e.power;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.server.session.Rotation;

import java.util.List;
import java.util.Optional;

/// What came of the promises.
record Verdict(
        int sessions,
        long rotations,
        int ends,
        int lostSessions,
        int lostRotations,
        int lostEnds,
        int strange) {

    /// Looks at each session in the database as a client would: by what its tokens are worth.
    static Verdict of(List<Chain.Promise> promises, Families families) {
        long rotations = 0;
        int ends = 0;
        int lostSessions = 0;
        int lostRotations = 0;
        int lostEnds = 0;
        int strange = 0;
        for (var promise : promises) {
            var chain = promise.chain();
            rotations += promise.generation();
            ends += promise.ended() ? 1 : 0;
            var found = families.find(chain.family());
            if (found.isEmpty()) {
                lostSessions++;
                continue;
            }
            var family = found.get().family();
            if (family.generation() < promise.generation()) {
                lostRotations++;
            } else if (promise.ended() && family.ended().isEmpty()) {
                lostEnds++;
            } else if (family.generation() > chain.newestPossible()
                    || (family.ended().isPresent() && !chain.mayHaveEnded())
                    || !works(
                            chain.token(family.generation()),
                            family.ended().isPresent(),
                            families)) {
                strange++;
            }
        }
        return new Verdict(
                promises.size(), rotations, ends, lostSessions, lostRotations, lostEnds, strange);
    }

    /// The newest token is good, or refused because the session has ended.
    private static boolean works(String token, boolean ended, Families families) {
        var rotation = families.rotate(token, Storm.CLIENT, Optional.empty(), Origin.SELF);
        return ended
                ? rotation.equals(new Rotation.Refused(RefusedRefresh.ENDED))
                : rotation instanceof Rotation.Granted;
    }

    boolean isClean() {
        return lostSessions + lostRotations + lostEnds + strange == 0;
    }
}
