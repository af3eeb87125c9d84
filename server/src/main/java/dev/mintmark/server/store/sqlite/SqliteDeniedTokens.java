package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.revocation.DeniedTokenStore;

import java.time.Instant;

final class SqliteDeniedTokens implements DeniedTokenStore {
    private static final String DENY =
            "insert into denied_token (id, expires_at) values (?, ?) on conflict (id) do nothing";
    private static final String IS_DENIED = "select 1 from denied_token where id = ?";
    private static final String FORGET = "delete from denied_token where expires_at <= ?";

    private final Writer writer;
    private final Readers readers;

    SqliteDeniedTokens(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void deny(String tokenId, Instant expiresAt) {
        var _ = writer.write(sql -> sql.update(DENY, tokenId, expiresAt));
    }

    @Override
    public boolean isDenied(String tokenId) {
        return readers.read(sql -> sql.first(IS_DENIED, row -> true, tokenId)).isPresent();
    }

    @Override
    public int forgetExpired(Instant now) {
        return writer.write(sql -> sql.update(FORGET, now));
    }
}
