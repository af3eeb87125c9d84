package dev.mintmark.server.http.browser;

import dev.mintmark.server.http.page.AccountView;
import dev.mintmark.server.http.page.AccountView.Device;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;

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
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Families families;

    DeviceList(Families families) {
        this.families = families;
    }

    AccountView view(Visit.SignedIn visit, String csrfToken, String done, String problem) {
        return new AccountView(
                visit.holder().name(),
                text(visit.family().authTime()),
                devices(visit),
                csrfToken,
                done,
                problem);
    }

    /// This one first, then the newest.
    private List<Device> devices(Visit.SignedIn visit) {
        var user = visit.family().user();
        var others =
                families.list(Optional.of(user), SHOWN).stream()
                        .filter(families::isLive)
                        .map(Snapshot::family)
                        .filter(family -> !family.id().equals(visit.family().id()));
        return Stream.concat(Stream.of(visit.family()), others)
                .map(family -> device(family, family.id().equals(visit.family().id())))
                .toList();
    }

    private static Device device(Family family, boolean isThisOne) {
        return new Device(
                family.id().toString(),
                family.device().label().isEmpty()
                        ? family.client().value()
                        : family.device().label(),
                text(family.authTime()),
                text(family.rotatedAt()),
                family.device().network(),
                isThisOne);
    }

    private static String text(Instant time) {
        return DAY_AND_TIME.format(time);
    }
}
