package dev.mintmark.bench.storage;

import dev.mintmark.bench.Rate;
import dev.mintmark.testing.postgres.PostgresDatabase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PostgreSQL's own load driver, with a transaction that does what a refresh does: read a session
/// with its account by key, change the session by key, commit. It neither locks the row while it
/// reads nor looks at what it read, which a refresh may not do, so it has the easier task.
final class PgBench {
    private static final String TRANSACTION =
            """
            \\set n random(1, :sessions)
            begin;
            select f.id, f.user_id, f.client_id, f.salt, f.scope, f.audience, f.auth_time,
                   f.generation, f.rotated_at, f.absolute_until, f.ended_at, f.end_reason,
                   a.name, a.roles, a.disabled
              from family f join account a on a.id = f.user_id
             where f.id = md5(:n::text)::uuid;
            update family set generation = generation + 1, rotated_at = rotated_at + 1
             where id = md5(:n::text)::uuid;
            commit;
            """;

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Path program;
    private final PostgresDatabase database;
    private final Sessions sessions;

    PgBench(PostgresDatabase database, Sessions sessions) throws IOException {
        this.program = find();
        this.database = database;
        this.sessions = sessions;
    }

    Rate drive(int users, int seconds) throws IOException, InterruptedException {
        var script = Files.createTempFile("refresh", ".sql");
        Files.writeString(script, TRANSACTION);
        int threads = Math.min(users, Runtime.getRuntime().availableProcessors());
        var command =
                List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + users,
                        "--jobs=" + threads,
                        "--time=" + seconds,
                        "--define=sessions=" + sessions.count(),
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + database.port(),
                        "--username=" + database.role(),
                        database.name());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.delete(script);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + said);
        }
        double average = number(LATENCY, said);
        return new Rate(number(RATE, said), average, Double.NaN);
    }

    private static double number(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("pgbench said something else: " + text);
        }
        return Double.parseDouble(found.group(1));
    }

    /// Where distributions keep it, the newest first, or on the path.
    private static Path find() throws IOException {
        var installed = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(installed)) {
            try (var versions = Files.list(installed)) {
                var newest =
                        versions.map(version -> version.resolve("bin/pgbench"))
                                .filter(Files::isExecutable)
                                .max(Path::compareTo);
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException(
                                "pgbench is not installed; on Debian it is in the package"
                                        + " postgresql-contrib"));
    }
}
