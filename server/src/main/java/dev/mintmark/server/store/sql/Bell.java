package dev.mintmark.server.store.sql;

/// Rung after a transaction that added a notice to the outbox was committed.
public final class Bell {
    private volatile Runnable whoListens = () -> {};

    public void onRing(Runnable listener) {
        whoListens = listener;
    }

    public void ring() {
        whoListens.run();
    }
}
