package dev.mintmark.server.config;

import java.time.Duration;
import java.util.Optional;

/// Reads the settings about the life of signing keys, and refuses those that contradict each other:
/// with them good tokens would be refused some day.
record KeyTimesReading(Values values) {

    /// @return empty when there is a problem, which has been noted
    Optional<KeySchedule> schedule(Duration tokenLife) {
        var rotate = values.duration(Setting.KEY_ROTATE_EVERY, KeySchedule.ROTATE);
        var announce = values.duration(Setting.KEY_ANNOUNCE_AHEAD, KeySchedule.ANNOUNCE);
        var retire = values.duration(Setting.KEY_RETIRE_AFTER, KeySchedule.RETIRE);
        var cache = values.duration(Setting.JWKS_MAX_AGE, KeySchedule.CACHE);
        var stale = KeySchedule.STALE_AFTER;

        var announceLeast = KeySchedule.catchUp(cache, stale);
        requireAtLeast(
                Setting.KEY_ANNOUNCE_AHEAD,
                announce,
                announceLeast,
                "so that every copy of the key set holds a key before it signs: %s and 1m for nodes"
                        + " and clocks that lag",
                Setting.JWKS_MAX_AGE);
        var retireLeast = KeySchedule.leastRetirement(tokenLife, cache, stale);
        requireAtLeast(
                Setting.KEY_RETIRE_AFTER,
                retire,
                retireLeast,
                "so that a key outlives the last token it signed: %s, %s and 90s for nodes"
                        + " and clocks that lag",
                Setting.ACCESS_TOKEN_TTL,
                Setting.JWKS_MAX_AGE);
        if (values.areSound(Setting.KEY_ANNOUNCE_AHEAD, Setting.KEY_ROTATE_EVERY)
                && announce.compareTo(rotate) >= 0) {
            values.problem(
                    Setting.KEY_ANNOUNCE_AHEAD,
                    "%s must be shorter than %s"
                            .formatted(
                                    values.label(Setting.KEY_ANNOUNCE_AHEAD),
                                    values.label(Setting.KEY_ROTATE_EVERY)));
        }
        if (values.areSound(Setting.KEY_RETIRE_AFTER, Setting.KEY_ROTATE_EVERY)
                && retire.compareTo(KeySchedule.longestRetirement(rotate)) > 0) {
            values.problem(
                    Setting.KEY_RETIRE_AFTER,
                    "%s must not be longer than 20 times %s, or the key set grows too large"
                            .formatted(
                                    values.label(Setting.KEY_RETIRE_AFTER),
                                    values.label(Setting.KEY_ROTATE_EVERY)));
        }
        return values.problems().isEmpty()
                ? Optional.of(new KeySchedule(rotate, announce, retire, cache, stale))
                : Optional.empty();
    }

    private void requireAtLeast(
            Setting setting, Duration given, Duration least, String why, Setting... parts) {
        if (!values.areSound(setting) || !values.areSound(parts) || given.compareTo(least) >= 0) {
            return;
        }
        var labels = java.util.Arrays.stream(parts).map(values::label).toArray();
        values.problem(
                setting,
                "%s must be at least %s, %s"
                        .formatted(
                                values.label(setting),
                                DurationText.write(least),
                                why.formatted(labels)));
    }
}
