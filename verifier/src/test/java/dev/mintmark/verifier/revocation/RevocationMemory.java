package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.TokenHandles;
import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// Not a test: measures what a busy issuer costs a service that listens to it. An hour of the
/// issuer's time passes, with a million revocations of sessions and single tokens that live ten
/// minutes; then tokens are judged. Prints the heap that is kept and the time for one token.
///
/// ```sh
/// mvn -q -Pquick -pl verifier test-compile
/// java -Xmx256m -cp verifier/target/classes:verifier/target/test-classes \
///     dev.mintmark.verifier.revocation.RevocationMemory
/// ```
public final class RevocationMemory {

    private static final int PER_HOUR = 1_000_000;
    private static final int SECONDS = 3_600;
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final long START = Tokens.NOW.getEpochSecond();

    private RevocationMemory() {}

    public static void main(String[] arguments) {
        var settings =
                FeedSettings.of(
                                Tokens.ISSUER,
                                KeySource.of(TestKeys.key(Algorithm.ES256)),
                                StalePolicy.FAIL_CLOSED)
                        .with(new FeedSettings.Times(Duration.ofMinutes(1), LIFE));
        long before = usedHeap();
        var revocations = new KnownRevocations(LIFE);
        var lists = new KnownLists(settings.lists(), settings.bounds());
        var judgement =
                new Judgement(
                        settings,
                        revocations,
                        lists,
                        new StreamCoverage(new IssuerClock(settings.clock())),
                        new Counters());
        var random = new Random(1);
        int most = 0;
        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < PER_HOUR / SECONDS; i++) {
                revoke(revocations, START + second, random);
            }
            if (second % 30 == 0) {
                revocations.forget(START + second);
            }
            most = Math.max(most, revocations.size());
        }
        long kept = usedHeap() - before;
        System.out.printf(
                "%,d revocations in an hour, tokens live %d min: %,d remembered at most,"
                        + " %,d KiB of heap%n",
                PER_HOUR, LIFE.toMinutes(), most, kept / 1024);

        addList(lists);
        for (int round = 0; round < 5; round++) {
            judge(judgement, handles(false), "with a place in a list");
            judge(judgement, handles(true), "without one");
        }
        System.out.printf("still %,d remembered%n", revocations.size());
    }

    private static void revoke(KnownRevocations revocations, long now, Random random) {
        var id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        if (random.nextBoolean()) {
            revocations.endSession(id, now);
        } else {
            revocations.end(new RevokedItem.Token(id, OptionalLong.of(now + 300)), now);
        }
    }

    private static void addList(KnownLists lists) {
        var list = lists.admit(Tokens.ISSUER + "/status/1", 0);
        if (list == null) {
            throw new IllegalStateException("a list below the prefix");
        }
        var places = new byte[(1 << 20) / Byte.SIZE];
        list.adopt(
                new StatusList(1, places, START + SECONDS, Long.MAX_VALUE, 30),
                Optional.empty(),
                (START + SECONDS) * 1000);
    }

    private record Handles(
            String issuer,
            String subject,
            String clientId,
            String tokenId,
            Optional<String> sessionId,
            Optional<String> keyId,
            long issuedAt,
            long expiresAt,
            Optional<StatusReference> status)
            implements TokenHandles {}

    private static TokenHandles[] handles(boolean unlisted) {
        var random = new Random(2);
        var handles = new TokenHandles[1_000];
        for (int i = 0; i < handles.length; i++) {
            handles[i] =
                    new Handles(
                            Tokens.ISSUER.toString(),
                            "usr_" + Long.toHexString(random.nextLong()),
                            "web",
                            Long.toHexString(random.nextLong()) + "0000000",
                            Optional.of(Long.toHexString(random.nextLong()) + "0000000"),
                            Optional.of("key"),
                            START + SECONDS,
                            START + SECONDS + 600,
                            unlisted
                                    ? Optional.empty()
                                    : Optional.of(
                                            new StatusReference(
                                                    Tokens.ISSUER + "/status/1",
                                                    random.nextInt(1 << 20))));
        }
        return handles;
    }

    private static void judge(Judgement judgement, TokenHandles[] tokens, String kind) {
        long now = (START + SECONDS) * 1000;
        int rounds = 2_000;
        int good = 0;
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            for (TokenHandles token : tokens) {
                Standing standing = judgement.of(token, now);
                good += standing instanceof Standing.Good ? 1 : 0;
            }
        }
        long nanos = System.nanoTime() - start;
        System.out.printf(
                "%s: %d ns a token, %,d of %,d good%n",
                kind, nanos / rounds / tokens.length, good, rounds * tokens.length);
    }

    private static long usedHeap() {
        var runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
