package dev.mintmark.server.event;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// While somebody is refused again and again, their refusals are counted and not told one by one:
/// who guesses must not fill a database. What succeeds is told as always, and so is what may be a
/// theft.
public final class Hush {
    private static final ScopedValue<AtomicInteger> COUNT = ScopedValue.newInstance();

    private Hush() {}

    /// Runs something whose refusals are not to be told.
    ///
    /// @param count is increased by each that was not
    public static <T> T over(AtomicInteger count, Supplier<T> work) {
        return ScopedValue.where(COUNT, count).call(work::get);
    }

    /// Whether an event is not to be told.
    public static boolean isOver(Event event) {
        return COUNT.isBound() && isRefusal(event);
    }

    /// Counts one that was not told.
    public static void count() {
        COUNT.get().incrementAndGet();
    }

    private static boolean isRefusal(Event event) {
        return event instanceof Event.AdminRefused
                || event instanceof Event.ClientRefused
                || event instanceof Event.CrossSiteRefused
                || event instanceof Event.RefreshRefused
                || event instanceof Event.TokenRefused
                || event instanceof Event.RevocationRefused;
    }
}
