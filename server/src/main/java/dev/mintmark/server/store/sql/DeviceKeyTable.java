package dev.mintmark.server.store.sql;

import dev.mintmark.server.device.DeviceKeyStore;
import dev.mintmark.server.id.FamilyId;

import java.time.Instant;
import java.util.Optional;

public final class DeviceKeyTable implements DeviceKeyStore {
    private static final String BIND =
            """
            insert into device_key (family_id, jwk, until) values (?, ?, ?)
            on conflict (family_id) do nothing
            """;
    private static final String FIND = "select jwk from device_key where family_id = ?";
    private static final String FORGET =
            """
            delete from device_key
             where family_id in (select family_id from device_key where until <= ? limit ?)
            """;

    private final Database database;

    public DeviceKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean bind(FamilyId family, byte[] jwk, Instant until) {
        return database.write(sql -> sql.update(BIND, family.bytes(), jwk, until) == 1);
    }

    @Override
    public Optional<byte[]> find(FamilyId family) {
        return database.read(sql -> sql.first(FIND, row -> row.getBytes(1), family.bytes()));
    }

    @Override
    public int forgetExpired(Instant now, int atMost) {
        return database.write(sql -> sql.update(FORGET, now, atMost));
    }
}
