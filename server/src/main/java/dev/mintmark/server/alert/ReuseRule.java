package dev.mintmark.server.alert;

import dev.mintmark.server.id.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A refresh token was used twice: one alert for each person, or one for all when there are many.
final class ReuseRule implements Rule {
    /// As long as a finding is repeated; the alert stays open for a while after.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int MANY = 10;
    private static final int MOST = 10_000;

    private final Lately<UserId, Instant[]> seen = new Lately<>(MOST, () -> new Instant[1]);

    synchronized void reused(UserId user, Instant when) {
        seen.of(user)[0] = when;
    }

    @Override
    public synchronized List<Finding> look(Instant now) {
        seen.all().values().removeIf(last -> last[0].isBefore(now.minus(FRESH)));
        var users = List.copyOf(seen.all().keySet());
        if (users.size() > MANY) {
            return List.of(
                    new Finding(
                            AlertKind.REFRESH_REUSE,
                            "many",
                            "Refresh tokens of %d people were used by two parties within a minute; their sessions were ended."
                                    .formatted(users.size())));
        }
        return users.stream()
                .map(user ->
                        new Finding(
                                AlertKind.REFRESH_REUSE,
                                user.value(),
                                "A refresh token was used by two parties: it was stolen from one of"
                                        + " them. The session was ended."))
                .toList();
    }
}
