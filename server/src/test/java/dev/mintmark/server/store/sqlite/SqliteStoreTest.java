package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.store.AccountStoreConformance;
import dev.mintmark.server.store.AlertConformance;
import dev.mintmark.server.store.AuditAtomicity;
import dev.mintmark.server.store.AuditConformance;
import dev.mintmark.server.store.FamilyStoreConformance;
import dev.mintmark.server.store.KeyStoreConformance;
import dev.mintmark.server.store.LeaseConformance;
import dev.mintmark.server.store.OutboxConformance;
import dev.mintmark.server.store.RefreshRacesConformance;
import dev.mintmark.server.store.SmallStoresConformance;
import dev.mintmark.server.store.Store;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class SqliteStoreTest {
    @TempDir private Path folder;

    @Nested
    class Accounts extends AccountStoreConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Sessions extends FamilyStoreConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Others extends SmallStoresConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Races extends RefreshRacesConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Keys extends KeyStoreConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Notices extends OutboxConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Turns extends LeaseConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Audit extends AuditConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class ChangesAndTheirRecords extends AuditAtomicity {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }

    @Nested
    class Alerts extends AlertConformance {
        @Override
        protected Store newStore() {
            return SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock());
        }
    }
}
