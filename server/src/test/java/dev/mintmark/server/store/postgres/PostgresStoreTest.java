package dev.mintmark.server.store.postgres;

import dev.mintmark.server.store.AccountStoreConformance;
import dev.mintmark.server.store.FamilyStoreConformance;
import dev.mintmark.server.store.RefreshRacesConformance;
import dev.mintmark.server.store.SmallStoresConformance;
import dev.mintmark.server.store.Store;

import org.junit.jupiter.api.Nested;

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
    class Races extends RefreshRacesConformance {
        @Override
        protected Store newStore() {
            return Databases.freshStore();
        }
    }
}
