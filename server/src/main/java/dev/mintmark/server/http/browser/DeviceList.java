package dev.mintmark.server.http.browser;

import dev.mintmark.server.http.page.AccountView;
import dev.mintmark.server.http.page.AccountView.Alarm;
import dev.mintmark.server.http.page.AccountView.Device;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a person is signed in, in words.
final class DeviceList {
    private static final int SHOWN = 100;
    private static final int MOST_ALARMS = 3;
    private static final Duration ALARMS_FOR = Duration.ofDays(30);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Families families;

    DeviceList(Families families) {
        this.families = families;
    }

    AccountView view(Visit.SignedIn visit, String csrfToken, String done, String problem) {
        return new AccountView(
                visit.holder().name(), devices(visit), alarms(visit), csrfToken, done, problem);
    }

    /// This one first, then the newest.
    private List<Device> devices(Visit.SignedIn visit) {
        var user = visit.family().user();
        var others =
                families.living(user, SHOWN).stream()
                        .map(Snapshot::family)
                        .filter(family -> !family.id().equals(visit.family().id()));
        return Stream.concat(Stream.of(visit.family()), others)
                .map(family -> device(family, family.id().equals(visit.family().id())))
                .toList();
    }

    private static Device device(Family family, boolean isThisOne) {
        return new Device(
                family.id().toString(),
                label(family),
                text(family.authTime()),
                text(family.rotatedAt()),
                family.device().network(),
                isThisOne);
    }

    /// What ended lately in a way that its owner should hear of.
    private List<Alarm> alarms(Visit.SignedIn visit) {
        var since = visit.asOf().minus(ALARMS_FOR);
        return families.list(Optional.of(visit.family().user()), SHOWN).stream()
                .map(Snapshot::family)
                .flatMap(family -> alarm(family, since).stream())
                .limit(MOST_ALARMS)
                .toList();
    }

    private static Optional<Alarm> alarm(Family family, Instant since) {
        return family.ended()
                .filter(ended -> ended.at().isAfter(since))
                .flatMap(ended ->
                        why(ended.reason())
                                .map(why -> new Alarm(label(family), text(ended.at()), why)));
    }

    private static Optional<String> why(EndReason reason) {
        return switch (reason) {
            case REUSE -> Optional.of("a copy of it was in use elsewhere");
            case LEAKED -> Optional.of("somebody found its token where it should not be");
            case SIGNED_OUT,
                    REPLACED,
                    REVOKED,
                    ENDED_BY_ADMIN,
                    CUT_OFF,
                    PASSWORD_CHANGED,
                    USER_DISABLED ->
                    Optional.empty();
        };
    }

    private static String label(Family family) {
        var label = family.device().label();
        return label.isEmpty() ? family.client().value() : label;
    }

    private static String text(Instant time) {
        return DAY_AND_TIME.format(time);
    }
}
