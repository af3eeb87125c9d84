package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// V16.4.2: somebody who can write to the database cannot change what was recorded unseen.
@Timeout(300)
class AuditTamperingTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> SEALING_OFTEN =
            Map.of("MINTMARK_AUDIT_SEAL_EVERY", "1s");

    @TempDir private static Path folder;
    private static Path data;
    private static Path checkpoint;

    /// Three ranges of records and more, all under seals.
    @BeforeAll
    static void records_are_sealed() throws Exception {
        data = DataFolders.startedOnce(folder);
        checkpoint = folder.resolve("checkpoint");
        try (var authority = AuthorityProcess.serve(data, SEALING_OFTEN)) {
            authority.admin().addUser("ann", PASSWORD);
            for (int seal = 0; seal < 3; seal++) {
                for (int i = 0; i < 5; i++) {
                    authority.caller().refresh("mm_rt_garbage");
                }
                sealed(authority);
            }
            var verified = verify(new Mint().on(data), "--checkpoint", checkpoint.toString());
            assertThat(verified.exitCode()).as(verified.err()).isZero();
            authority.terminate();
            authority.exitCode();
        }
    }

    @Test
    void what_nobody_touched_is_good_also_offline() throws Exception {
        var export = folder.resolve("export.jsonl");
        var key = folder.resolve("key.json");
        var mint = new Mint().on(copy("untouched"));
        assertThat(
                        mint.run(
                                        "audit",
                                        "export",
                                        "--out",
                                        export.toString(),
                                        "--key-out",
                                        key.toString())
                                .exitCode())
                .isZero();

        var good = offline(export, key);
        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.json().get("good")).isEqualTo(true);

        var lines = Files.readAllLines(export);
        int second = lines.size() / 2;
        lines.set(second, lines.get(second).replaceFirst("127", "128"));
        Files.write(export, lines);

        var bad = offline(export, key);
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.json()).containsKey("problem");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    flipped | update audit_record set text = replace(text, '127', '128') where seq = :r | record_changed
                    another time | update audit_record set at = at + 1 where seq = :r | record_changed
                    deleted | delete from audit_record where seq = :r | record_missing
                    longer | update audit_record set text = printf('%s.', text) where seq = :r | record_changed
                    unreadable | update audit_record set text = 'x' where seq = :r | record_changed
                    """)
    void a_record_that_was_touched_is_named(String how, String sql, String code) throws Exception {
        var changed = copy(how.replace(' ', '-'));
        long record = number(changed, "select first_seq + 2 from audit_seal where number = 2");
        run(changed, sql.replace(":r", Long.toString(record)));

        var problem = problemOf(changed);

        assertThat(problem.get("code")).isEqualTo(code);
        assertThat(problem.get("seal")).isEqualTo(2L);
        assertThat(problem.get("record"))
                .isEqualTo(code.equals("record_missing") ? record - 1 : record);
    }

    @Test
    void an_inserted_record_is_named() throws Exception {
        var changed = copy("inserted");
        long first = number(changed, "select first_seq from audit_seal where number = 2");
        run(
                changed,
                "update audit_record set seq = -seq where seq > " + first,
                "update audit_record set seq = 1 - seq where seq < 0",
                "insert into audit_record select seq + 1, at, text from audit_record where seq = "
                        + first);

        assertThat(problemOf(changed).get("record")).isEqualTo(first + 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    seal-deleted | delete from audit_seal where number = 2 | seal_out_of_order
                    seal-flipped | update audit_seal set statement = replace(statement, 'eyJ', 'eyK') where number = 2 | bad_signature
                    prints-flipped | update audit_seal set prints = zeroblob(length(prints)) where number = 2 | bad_prints
                    seals-swapped | update audit_seal set statement = (select statement from audit_seal where number = 1) where number = 2 | bad_signature
                    """)
    void a_seal_that_was_touched_is_named(String how, String sql, String code) throws Exception {
        var changed = copy(how);
        run(changed, sql);

        var problem = problemOf(changed);

        assertThat(problem.get("code")).isEqualTo(code);
        assertThat(problem.get("seal")).isEqualTo(2L);
    }

    @Test
    void whoever_remembers_a_seal_sees_that_the_end_was_cut_off() throws Exception {
        var changed = copy("truncated");
        run(
                changed,
                "delete from audit_record where seq > (select last_seq from audit_seal where number"
                        + " = 1)",
                "delete from audit_seal where number > 1");

        assertThat(problemOf(changed, "--checkpoint", checkpoint.toString()).get("code"))
                .isIn("truncated", "rewritten");
    }

    @Test
    void a_kill_between_record_and_seal_leaves_a_log_that_is_good_and_complete() throws Exception {
        var killed = copy("killed");
        var authority = AuthorityProcess.serve(killed);
        for (int i = 0; i < 50; i++) {
            authority.caller().refresh("mm_rt_garbage");
        }
        authority.kill();

        try (var again = authority.again()) {
            var records = new AuditRecords(again.admin().caller()).all("&kind=refresh_refused");
            assertThat(records).hasSize(15 + 50);
            var verified = verify(new Mint().on(killed), "--checkpoint", checkpoint.toString());
            assertThat(verified.exitCode()).as(verified.err()).isZero();
        }
    }

    private static void sealed(AuthorityProcess authority) {
        var admin = authority.admin().caller();
        Eventually.holds(() -> {
            var page = admin.get("/admin/v1/audit/export?seal=1000000").json();
            return ((List<?>) page.get("lines")).isEmpty();
        });
    }

    private static Map<String, Object> problemOf(Path changed, String... options) throws Exception {
        var run = verify(new Mint().on(changed), options);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        @SuppressWarnings("unchecked")
        var problem = (Map<String, Object>) run.json().get("problem");
        assertThat((String) problem.get("detail")).endsWith(".");
        return problem;
    }

    private static Mint.Run verify(Mint mint, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("audit", "verify", "--json"));
        arguments.addAll(List.of(options));
        return mint.run(arguments.toArray(String[]::new));
    }

    private static Mint.Run offline(Path export, Path key) throws Exception {
        return new Mint()
                .run("audit", "verify", "--json", export.toString(), "--key", key.toString());
    }

    private static Path copy(String name) throws Exception {
        return DataFolders.copy(data, Files.createDirectory(folder.resolve(name)).resolve("data"));
    }

    private static void run(Path changed, String... statements) throws Exception {
        try (var connection = DriverManager.getConnection(database(changed));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long number(Path changed, String query) throws Exception {
        try (var connection = DriverManager.getConnection(database(changed));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static String database(Path changed) {
        return "jdbc:sqlite:" + changed.resolve("mintmark.db");
    }
}
