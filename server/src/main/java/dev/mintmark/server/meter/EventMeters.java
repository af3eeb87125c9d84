package dev.mintmark.server.meter;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;

/// Counts events. Most of what is worth remembering is not worth a number of its own.
public final class EventMeters implements Events {
    private final Meters meters;

    public EventMeters(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void record(Event event) {
        switch (event) {
            case Event.SignedIn _ -> meters.signIns().count();
            case Event.SignInRefused refused -> {
                meters.signInFailures().count(refused.reason());
                meters.refusals().count("sign_in", refused.reason());
            }
            case Event.Refreshed(_, _, _, _, var converged, _) ->
                    meters.refreshes().count(converged ? "idempotent_replay" : "rotated");
            case Event.RefreshRefused refused -> {
                meters.refreshes().count(outcome(refused.reason()));
                meters.refusals().count("refresh", refused.reason());
            }
            case Event.RefreshReused _ -> {
                meters.refreshes().count("reuse_detected");
                meters.refusals().count("refresh", "reused");
            }
            case Event.ClientRefused(_, var reason, _) -> meters.refusals().count("client", reason);
            case Event.TokenRefused refused -> meters.refusals().count("grant", refused.reason());
            case Event.CrossSiteRefused(var reason, _) ->
                    meters.refusals().count("cross_site", reason);
            case Event.AdminRefused(var reason, _) -> meters.refusals().count("admin", reason);
            case Event.Braked(var brake, _, _, _) -> meters.refusals().count("brake", brake);
            default -> {}
        }
    }

    /// The few words there are for dashboards; the reason itself is told with the refusals.
    private static String outcome(String reason) {
        return switch (reason) {
            case "ended", "expired", "cut_off", "user_disabled" -> "expired";
            case "overtaken", "scope_not_granted" -> "refused";
            default -> "unknown";
        };
    }
}
