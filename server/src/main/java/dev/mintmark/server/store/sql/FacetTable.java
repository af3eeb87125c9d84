package dev.mintmark.server.store.sql;

import dev.mintmark.server.audit.index.FacetStore;

import java.util.List;
import java.util.OptionalLong;

/// What each block of records is about. The parts that one search reads lie side by side.
public final class FacetTable implements FacetStore {
    private static final String LAST = "select block from audit_block order by block desc limit 1";
    private static final String ADD_BLOCK =
            "insert into audit_block (block) values (?) on conflict (block) do nothing";
    private static final String ADD =
            "insert into audit_facet (facet, part, block, hashes) values (?, ?, ?, ?)";
    private static final String FIND =
            "select block, hashes from audit_facet where facet = ? and part = ?";

    /// The newest block stays, so that what comes next is known.
    private static final String FORGET_BLOCKS =
            """
            delete from audit_block
             where block < ? and block < (select max(block) from audit_block)
            """;

    private static final String FORGET = "delete from audit_facet where block < ?";

    private final Database database;

    public FacetTable(Database database) {
        this.database = database;
    }

    @Override
    public OptionalLong last() {
        var last = database.read(sql -> sql.first(LAST, row -> row.getLong(1)));
        return last.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public void add(long block, List<Part> parts) {
        var _ =
                database.write(sql -> {
                    boolean isNew = sql.update(ADD_BLOCK, block) == 1;
                    if (isNew) {
                        for (var part : parts) {
                            sql.update(ADD, part.facet(), part.part(), block, part.hashes());
                        }
                    }
                    return isNew;
                });
    }

    @Override
    public List<Found> find(int facet, int part) {
        return database.read(sql ->
                sql.all(FIND, row -> new Found(row.getLong(1), row.getBytes(2)), facet, part));
    }

    @Override
    public void forgetBefore(long block) {
        var _ =
                database.write(sql -> {
                    int blocks = sql.update(FORGET_BLOCKS, block);
                    return blocks == 0 ? 0 : sql.update(FORGET, block);
                });
    }
}
