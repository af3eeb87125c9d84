package dev.mintmark.server.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every store promises, told once and held against each of them. A new engine is a new class
/// that gives its store to each of the suites below this one.
public abstract class StoreConformance {
    protected Store store;

    /// An empty one.
    protected abstract Store newStore();

    @BeforeEach
    final void open() {
        store = newStore();
    }

    @AfterEach
    final void close() {
        store.close();
    }
}
