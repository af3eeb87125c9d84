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
/// @param sentence with room for the name and the age in seconds
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
                                        Duration.between(each.getValue(), now).toSeconds())))
                .toList();
    }
}
