package dev.mintmark.server.store.sql;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.key.SealStore;
import dev.mintmark.server.key.SealedThing;
import dev.mintmark.server.key.SealedThing.Kind;

import java.sql.SQLException;
import java.util.ArrayList;

/// What is sealed in two tables, as one.
public final class SealTable implements SealStore {
    private static final String KEYS =
            "select kid, sealed from signing_key where sealed is not null order by created_at, kid";
    private static final String SECRETS = "select name, sealed from sealed_secret order by name";
    private static final String PUT_KEY = "update signing_key set sealed = ? where kid = ?";
    private static final String PUT_SECRET = "update sealed_secret set sealed = ? where name = ?";

    private final Database database;

    public SealTable(Database database) {
        this.database = database;
    }

    /// The number is read before and after, as engines differ in what they show to two statements
    /// in a row.
    @Override
    public Everything read() {
        return database.read(sql -> {
            while (true) {
                long version = KeyTable.version(sql);
                var things = new ArrayList<SealedThing>();
                things.addAll(
                        sql.all(
                                SECRETS,
                                row ->
                                        new SealedThing(
                                                Kind.SECRET, row.getString(1), row.getBytes(2))));
                things.addAll(
                        sql.all(
                                KEYS,
                                row ->
                                        new SealedThing(
                                                Kind.SIGNING_KEY,
                                                row.getString(1),
                                                row.getBytes(2))));
                if (KeyTable.version(sql) == version) {
                    return new Everything(version, things);
                }
            }
        });
    }

    @Override
    public boolean replace(Everything resealed, Witness<Boolean> witness) {
        return database.write(
                sql -> {
                    if (sql.update(KeyTable.RAISE, resealed.version()) != 1) {
                        return false;
                    }
                    for (var thing : resealed.things()) {
                        int rows =
                                sql.update(
                                        switch (thing.kind()) {
                                            case SIGNING_KEY -> PUT_KEY;
                                            case SECRET -> PUT_SECRET;
                                        },
                                        thing.sealed(),
                                        thing.name());
                        if (rows != 1) {
                            throw new SQLException(
                                    "the sealed " + thing.name() + " is not where it was");
                        }
                    }
                    return true;
                },
                witness);
    }
}
