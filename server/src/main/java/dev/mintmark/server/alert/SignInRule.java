package dev.mintmark.server.alert;

import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody guesses passwords: of one account, from one address, or a few of each of many accounts.
///
/// The last is told from people who mistype by what comes after: they get in a little later. So
/// accounts are counted at which somebody failed and nobody got in within a quarter of an hour,
/// beside the sign-ins that succeed.
final class SignInRule implements Rule {
    private static final int WINDOW = 10;
    private static final int MANY_AT_ACCOUNT = 15;
    private static final int MANY_AT_ADDRESS = 40;

    /// Behind an address that many share, this many get in for each failure.
    private static final int TO_ONE = 2;

    private static final int PATIENCE = 15;
    private static final int FEWEST_SPRAYED = 30;
    private static final int MOST_WAITING = 50_000;
    private static final int MOST = 10_000;

    private final Lately<UserId, Minutes> accounts = new Lately<>(MOST, () -> new Minutes(WINDOW));
    private final Lately<String, Tries> addresses = new Lately<>(MOST, Tries::new);
    private final Map<Object, Long> waiting = new LinkedHashMap<>();
    private final Spike sprayed = new Spike(FEWEST_SPRAYED, 60, 6 * 60);
    private long lookedAt = Long.MIN_VALUE;
    private List<Finding> findings = List.of();

    private static final class Tries {
        private final Minutes failed = new Minutes(WINDOW);
        private final Minutes succeeded = new Minutes(WINDOW);
    }

    synchronized void failed(Optional<UserId> user, String address, Instant when) {
        long minute = minute(when);
        addresses.of(address).failed.add(minute, 1);
        user.ifPresent(id -> accounts.of(id).add(minute, 1));
        // A name that nobody has stands for itself each time.
        Object who = user.<Object>map(id -> id).orElseGet(Object::new);
        if (waiting.size() >= MOST_WAITING) {
            settle(waiting.values().iterator().next());
        }
        waiting.putIfAbsent(who, minute);
    }

    synchronized void succeeded(UserId user, String address, Instant when) {
        long minute = minute(when);
        addresses.of(address).succeeded.add(minute, 1);
        waiting.remove(user);
        sprayed.good(minute, 1);
    }

    @Override
    public synchronized List<Finding> look(Instant now) {
        long over = minute(now) - 1;
        if (over != lookedAt) {
            settle(over - PATIENCE);
            findings = find(over);
            lookedAt = over;
        }
        return findings;
    }

    /// Those who failed up to then and did not get in since never will have.
    private void settle(long upTo) {
        var each = waiting.entrySet().iterator();
        while (each.hasNext()) {
            var failed = each.next();
            if (failed.getValue() > upTo) {
                return;
            }
            sprayed.bad(failed.getValue() + PATIENCE, 1);
            each.remove();
        }
    }

    private List<Finding> find(long minute) {
        var found = new ArrayList<Finding>();
        accounts.all()
                .forEach((user, failed) -> {
                    long count = failed.sum(minute, WINDOW);
                    if (count >= MANY_AT_ACCOUNT) {
                        found.add(ofAccount(user, count));
                    }
                });
        addresses
                .all()
                .forEach((address, tries) -> {
                    long count = tries.failed.sum(minute, WINDOW);
                    if (count >= MANY_AT_ADDRESS
                            && count * TO_ONE > tries.succeeded.sum(minute, WINDOW)) {
                        found.add(ofAddress(address, count));
                    }
                });
        sprayed.look(minute).ifPresent(odd -> found.add(ofMany(odd)));
        return found;
    }

    private static Finding ofAccount(UserId user, long count) {
        return new Finding(
                AlertKind.SIGN_IN_FAILURES_ACCOUNT,
                user.value(),
                "Signing in to one account failed %d times in %d minutes."
                        .formatted(count, WINDOW));
    }

    private static Finding ofAddress(String address, long count) {
        return new Finding(
                AlertKind.SIGN_IN_FAILURES_ADDRESS,
                address,
                "Signing in from one address failed %d times in %d minutes."
                        .formatted(count, WINDOW));
    }

    private static Finding ofMany(Spike.Odd odd) {
        return new Finding(
                AlertKind.PASSWORD_SPRAYING,
                "accounts",
                "At %d accounts somebody failed to sign in within %d minutes and did not succeed, where about %.0f are usual."
                        .formatted(odd.count(), odd.window(), odd.expected()));
    }

    private static long minute(Instant when) {
        return Math.floorDiv(when.getEpochSecond(), 60L);
    }
}
