package dev.mintmark.verifier.jose;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// A bounded set of idle engines, each initialised with its key and used by one thread at a time.
///
/// Initialising costs a good part of a signature, so engines are kept. Not in a `ThreadLocal`: with
/// a virtual thread per request every one of them would start empty and leave garbage. When all are
/// in use a new one is made, and on return whatever finds no free slot is dropped.
final class EnginePool<E> {

    private static final int SLOTS =
            Math.max(4, Math.min(64, 2 * Integer.highestOneBit(availableProcessors())));

    /// As many places as fill a cache line, so that two threads do not share one.
    private static final int APART = 16;

    interface Maker<E> {
        E make();
    }

    private final AtomicReferenceArray<@Nullable E> idle =
            new AtomicReferenceArray<>(SLOTS * APART);
    private final Maker<E> maker;

    EnginePool(Maker<E> maker) {
        this.maker = maker;
    }

    /// An engine that belongs to the caller until given back. One that has thrown must not come
    /// back: what state it is in is anybody's guess.
    E take() {
        int favourite = favourite();
        for (int i = 0; i < SLOTS; i++) {
            int place = place(favourite + i);
            // Reading first keeps the cache line shared while a slot is empty.
            if (idle.getPlain(place) != null) {
                E engine = idle.getAndSet(place, null);
                if (engine != null) {
                    return engine;
                }
            }
        }
        return maker.make();
    }

    void giveBack(E engine) {
        int favourite = favourite();
        for (int i = 0; i < SLOTS; i++) {
            int place = place(favourite + i);
            if (idle.getPlain(place) == null && idle.compareAndSet(place, null, engine)) {
                return;
            }
        }
    }

    /// Each thread begins to look at a place of its own, where it left an engine the last time.
    private static int favourite() {
        return (int) Thread.currentThread().getId();
    }

    private static int place(int slot) {
        return (slot & (SLOTS - 1)) * APART;
    }

    private static int availableProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
