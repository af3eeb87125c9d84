package dev.mintmark.server.store.sql;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

public final class AccountTable implements AccountStore {
    private static final String FIND =
            """
            select id, name, password_hash, roles, disabled, created_at, version, not_before,
                   (select not_before from everybody)
              from account where unique_name = ?
            """;
    private static final String LIST =
            """
            select id, name, password_hash, roles, disabled, created_at, version, not_before,
                   (select not_before from everybody)
              from account
             where unique_name > ? and unique_name >= ? and unique_name < ?
             order by unique_name limit ?
            """;
    private static final String ADD =
            """
            insert into account (id, name, unique_name, password_hash, roles, disabled, created_at,
                                 version, not_before)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (unique_name) do nothing
            """;
    private static final String DISABLE = "update account set disabled = true where id = ?";
    private static final String SET_PASSWORD = "update account set password_hash = ? where id = ?";
    private static final String CHANGE_PASSWORD =
            "update account set password_hash = ? where id = ? and version = ? and not disabled";
    private static final String REHASH =
            "update account set password_hash = ? where id = ? and password_hash = ?";

    private final Database database;

    public AccountTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Stored> find(UserName name) {
        return database.read(sql -> sql.first(FIND, AccountTable::read, name.unique()));
    }

    @Override
    public List<Account> list(String prefix, Optional<UserName> after, int limit) {
        return database.read(sql ->
                sql.all(
                        LIST,
                        row -> read(row).account(),
                        after.map(UserName::unique).orElse(""),
                        prefix,
                        Texts.endOf(prefix),
                        limit));
    }

    @Override
    public boolean add(Stored stored, UserName name, Witness<Boolean> witness) {
        var account = stored.account();
        return database.write(
                sql ->
                        sql.update(
                                        ADD,
                                        account.id().value(),
                                        account.name(),
                                        name.unique(),
                                        stored.passwordHash(),
                                        Texts.write(account.roles()),
                                        account.disabled(),
                                        account.createdAt(),
                                        stored.version(),
                                        stored.notBefore())
                                == 1,
                witness);
    }

    @Override
    public OptionalInt disable(UserId id, Instant now, Witness<OptionalInt> witness) {
        return database.write(
                sql ->
                        sql.update(DISABLE, id.value()) == 1
                                ? ended(sql, id, EndReason.USER_DISABLED, now)
                                : OptionalInt.empty(),
                witness);
    }

    @Override
    public OptionalInt setPassword(
            UserId id, String passwordHash, Instant now, Witness<OptionalInt> witness) {
        return database.write(
                sql ->
                        sql.update(SET_PASSWORD, passwordHash, id.value()) == 1
                                ? ended(sql, id, EndReason.PASSWORD_CHANGED, now)
                                : OptionalInt.empty(),
                witness);
    }

    @Override
    public OptionalInt changePassword(
            UserId id,
            int version,
            String passwordHash,
            Instant now,
            Witness<OptionalInt> witness) {
        return database.write(
                sql ->
                        sql.update(CHANGE_PASSWORD, passwordHash, id.value(), version) == 1
                                ? ended(sql, id, EndReason.PASSWORD_CHANGED, now)
                                : OptionalInt.empty(),
                witness);
    }

    private static OptionalInt ended(Sql sql, UserId id, EndReason reason, Instant now)
            throws SQLException {
        return OptionalInt.of(FamilyRows.endAllOf(sql, id, reason, now));
    }

    @Override
    public void rehash(UserId id, String oldHash, String newHash) {
        var _ = database.write(sql -> sql.update(REHASH, newHash, id.value(), oldHash));
    }

    private static Stored read(ResultSet row) throws SQLException {
        var account =
                new Account(
                        new UserId(row.getString(1)),
                        row.getString(2),
                        Texts.read(row.getString(4)),
                        row.getBoolean(5),
                        Instant.ofEpochMilli(row.getLong(6)));
        return new Stored(
                account,
                row.getString(3),
                row.getInt(7),
                Instant.ofEpochMilli(Math.max(row.getLong(8), row.getLong(9))));
    }
}
