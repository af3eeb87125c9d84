package dev.mintmark.server.store.postgres;

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
import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.Nested;

import java.time.InstantSource;

class PostgresStoreTest {
    @Nested
    class Accounts extends AccountStoreConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class Sessions extends FamilyStoreConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class Others extends SmallStoresConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class Keys extends KeyStoreConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    /// whichever node decides.
    @Nested
    class KeysOnTwoNodes extends KeyStoreConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    @Nested
    class Races extends RefreshRacesConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    /// whichever node a request reaches.
    @Nested
    class RacesOnTwoNodes extends RefreshRacesConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    @Nested
    class OthersOnTwoNodes extends SmallStoresConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    /// As an operator may set it, and as some engines always are: more transactions fail, and are
    /// tried again.
    @Nested
    class RacesWhereEverythingIsSerializable extends RefreshRacesConformance {
        @Override
        protected Store newStore() {
            var database = PostgresForTests.database();
            database.run(
                    "alter database %s set default_transaction_isolation = 'serializable'"
                            .formatted(database.name()));
            return PostgresStore.open(Databases.address(database), InstantSource.system());
        }
    }

    @Nested
    class Notices extends OutboxConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class NoticesOfTwoNodes extends OutboxConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    @Nested
    class Turns extends LeaseConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class TurnsOfTwoNodes extends LeaseConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    @Nested
    class Audit extends AuditConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class ChangesAndTheirRecords extends AuditAtomicity {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class AuditOnTwoNodes extends AuditConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }

    private static Store twoNodes() {
        var address = Databases.freshAddress();
        return new TwoNodes(
                PostgresStore.open(address, InstantSource.system()),
                PostgresStore.open(address, InstantSource.system()));
    }

    @Nested
    class Alerts extends AlertConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }

    @Nested
    class AlertsOfTwoNodes extends AlertConformance {
        @Override
        protected Store newStore() {
            return twoNodes();
        }
    }
}
