package dev.mintmark.server.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Things of the authority's own that grow too old.
///
/// @param of since when each of them is as it is, by its name
/// @param limit how long it may be so
/// @param sentence with room for the name and the age
record AgeRule(AlertKind kind, Supplier<Map<String, Instant>> of, Duration limit, String sentence)
        implements Rule {

    @Override
    public List<Finding> look(Instant now) {
        return of.get().entrySet().stream()
                .filter(each -> now.isAfter(each.getValue().plus(limit)))
                .map(each ->
                        new Finding(
                                kind,
                                each.getKey(),
                                sentence.formatted(
                                        each.getKey(),
                                        inWords(Duration.between(each.getValue(), now)))))
                .toList();
    }

    /// In the largest unit of which there are two.
    private static String inWords(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        } else if (age.toHours() >= 2) {
            return age.toHours() + " hours";
        } else if (age.toMinutes() >= 2) {
            return age.toMinutes() + " minutes";
        }
        return age.toSeconds() + " seconds";
    }
}
