package dev.mintmark.server.store.sql;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.revocation.DeniedTokenStore;
import dev.mintmark.server.session.EndReason;

import java.time.Instant;

public final class DeniedTokenTable implements DeniedTokenStore {
    private static final String DENY =
            "insert into denied_token (id, expires_at) values (?, ?) on conflict (id) do nothing";
    private static final String IS_DENIED =
            """
            select 1 from denied_token where id = ?
            union all
            select 1 from everybody where not_before > ?
            """;
    private static final String FORGET =
            """
            delete from denied_token
             where id in (select id from denied_token where expires_at <= ? limit ?)
            """;

    private final Database database;

    public DeniedTokenTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean deny(
            String tokenId,
            Instant expiresAt,
            EndReason reason,
            Instant now,
            Witness<Boolean> witness) {
        return database.write(
                sql -> {
                    boolean counted = sql.update(DENY, tokenId, expiresAt) == 1;
                    if (counted) {
                        NoticeRows.token(sql, tokenId, expiresAt, reason, now);
                    }
                    return counted;
                },
                witness);
    }

    @Override
    public boolean isDenied(String tokenId, Instant issuedAt) {
        return database.read(sql -> sql.first(IS_DENIED, row -> true, tokenId, issuedAt))
                .isPresent();
    }

    @Override
    public int forgetExpired(Instant now, int atMost) {
        return database.write(sql -> sql.update(FORGET, now, atMost));
    }
}
