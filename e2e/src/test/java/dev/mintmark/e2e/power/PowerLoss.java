package dev.mintmark.e2e.power;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.RefreshPolicy;
import dev.mintmark.server.store.Store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// `e2e/power-loss [key=value]…`, as root.
///
/// Keys: `engine` (sqlite or postgres), `cuts` (how often the plug is pulled), `people` (at once),
/// `disk` (honest, or lying: it says that it flushed and does not, so that the check has something
/// to find), `seed`. Prints a row for each cut; fails when something acknowledged was lost, or when
/// a lying disk went unnoticed.
public final class PowerLoss {
    private static final UserId USER = new UserId(UserId.PREFIX + "ann");

    /// Time stands still, so that no session and no window is over when the check comes by.
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochSecond(1_795_000_000));

    private final byte[] key = new byte[32];
    private final SecureRandom secure = new SecureRandom();

    private PowerLoss() {
        secure.nextBytes(key);
    }

    private record Cut(Path image, List<Chain.Promise> promises) {}

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var engine = Engine.named(options.getOrDefault("engine", "sqlite"));
        int cuts = Integer.parseInt(options.getOrDefault("cuts", "10"));
        int people = Integer.parseInt(options.getOrDefault("people", "32"));
        boolean lying = options.getOrDefault("disk", "honest").equals("lying");
        long seed = Long.parseLong(options.getOrDefault("seed", Long.toString(System.nanoTime())));
        System.out.printf("%s, %s disk, seed %d%n", engine, lying ? "lying" : "honest", seed);
        System.out.println("| cut | sessions | rotations | ends | lost | strange |");
        System.out.println("|---|---|---|---|---|---|");
        boolean clean = new PowerLoss().run(engine, cuts, people, lying, new Random(seed));
        System.exit(clean == lying ? 1 : 0);
    }

    private boolean run(Engine engine, int cuts, int people, boolean lying, Random random)
            throws Exception {
        try (var disk = Disk.make(lying)) {
            var made = cuts(engine, cuts, people, disk, lying, random);
            boolean clean = true;
            for (int i = 0; i < made.size(); i++) {
                clean &= check(engine, disk, i + 1, made.get(i));
            }
            return clean;
        }
    }

    private List<Cut> cuts(
            Engine engine, int cuts, int people, Disk disk, boolean lying, Random random)
            throws Exception {
        var made = new ArrayList<Cut>();
        try (var running = engine.open(disk.folder(), true)) {
            addAnn(running.store());
            try (var storm = new Storm(families(running.store()), USER)) {
                storm.start(people);
                if (lying) {
                    // Else it would have lost the tables, too, and nothing could be counted.
                    Thread.sleep(1_000);
                    Shell.run("sync");
                }
                for (int i = 1; i <= cuts; i++) {
                    Thread.sleep(500 + random.nextInt(2_000));
                    var promises = storm.promises();
                    made.add(new Cut(disk.cut(i), promises));
                }
            }
        }
        return made;
    }

    private boolean check(Engine engine, Disk disk, int number, Cut cut) throws Exception {
        try (var again = disk.restart(cut.image());
                var running = engine.open(again.folder(), false)) {
            var verdict = Verdict.of(cut.promises(), families(running.store()));
            System.out.printf(
                    "| %d | %,d | %,d | %,d | %d sessions, %d rotations, %d ends | %d |%n",
                    number,
                    verdict.sessions(),
                    verdict.rotations(),
                    verdict.ends(),
                    verdict.lostSessions(),
                    verdict.lostRotations(),
                    verdict.lostEnds(),
                    verdict.strange());
            return verdict.isClean();
        } catch (RuntimeException e) {
            System.out.printf("| %d | the database cannot be opened: %s |%n", number, e);
            return false;
        }
    }

    private Families families(Store store) {
        var policy =
                new RefreshPolicy(Duration.ofDays(14), Duration.ofDays(90), Duration.ofSeconds(30));
        var lists = new ListCalendar(store.statusLists(), policy.absolute(), CLOCK);
        return new Families(store.families(), lists, key, policy, CLOCK, secure, _ -> {});
    }

    private static void addAnn(Store store) {
        var account = new Account(USER, "ann", List.of(), false, CLOCK.instant());
        store.accounts()
                .add(
                        new AccountStore.Stored(account, "hash", 0, Instant.EPOCH),
                        UserName.parse("ann").orElseThrow());
    }
}
