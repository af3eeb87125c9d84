package dev.mintmark.e2e;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `e2e/sign-in-storm [key=value]…`: attackers, each from an address of its own, try passwords at
/// all accounts without a pause, while good users sign in and refresh. Says how the good ones
/// fared.
///
/// Keys: `seconds`, `attackers`, `good` (users), `accounts`.
///
/// Half of the good ones have a browser that was let in before and come from a new address each
/// time; the others have an application and always come from the same network.
public final class SignInStorm {
    private static final String PASSWORD = "correct horse battery";

    private final URI base;
    private final int accounts;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentMap<Integer, LongAdder> attackerAnswers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> signIns = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> refreshes = new ConcurrentLinkedQueue<>();
    private final LongAdder refused = new LongAdder();

    /// What came of it.
    ///
    /// @param signIns of the good ones, in nanoseconds, shortest first
    /// @param refreshes the same
    /// @param refused how often a good one was not let in
    /// @param attackerAnswers how many, by status
    record Result(
            List<Long> signIns,
            List<Long> refreshes,
            long refused,
            Map<Integer, Long> attackerAnswers,
            double cpuSeconds,
            double heapBytes) {
        double successes() {
            return signIns.size() + refreshes.size();
        }
    }

    private SignInStorm(URI base, int accounts) {
        this.base = base;
        this.accounts = accounts;
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, Integer>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], Integer.valueOf(pair[1])));
        int seconds = options.getOrDefault("seconds", 60);
        var folder = Files.createTempDirectory("mintmark-sign-in-storm");
        var quiet =
                run(folder.resolve("quiet"), seconds / 3, 0, options.getOrDefault("good", 8), 200);
        print("without attackers", seconds / 3, quiet);
        var storm =
                run(
                        folder.resolve("storm"),
                        seconds,
                        options.getOrDefault("attackers", 64),
                        options.getOrDefault("good", 8),
                        options.getOrDefault("accounts", 200));
        print("in the storm", seconds, storm);
        System.exit(storm.refused == 0 ? 0 : 1);
    }

    static Result run(Path folder, int seconds, int attackers, int good, int accounts)
            throws Exception {
        Files.createDirectories(folder);
        var environment =
                Map.of(
                        "MINTMARK_TRUSTED_PROXIES", "127.0.0.0/8",
                        "MINTMARK_SIGN_IN_BRAKES", "on",
                        "MINTMARK_REFUSAL_LIMIT", "600/1m",
                        // With more it would only collect garbage less often.
                        "JDK_JAVA_OPTIONS", "-Xmx256m");
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder), environment)) {
            var admin = authority.admin();
            for (int i = 0; i < accounts; i++) {
                admin.addUser("user" + i, PASSWORD);
            }
            return new SignInStorm(authority.caller().base(), accounts)
                    .run(authority, seconds, attackers, good);
        }
    }

    private Result run(AuthorityProcess authority, int seconds, int attackers, int good)
            throws Exception {
        double cpu;
        double heap;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var users = new ArrayList<GoodUser>();
            for (int i = 0; i < good; i++) {
                users.add(new GoodUser(i));
            }
            double cpuBefore = number(authority, "process_cpu_seconds_total ");
            for (int i = 0; i < attackers; i++) {
                int number = i;
                threads.execute(() -> attack(number));
            }
            users.forEach(user -> threads.execute(user::live));
            LockSupport.parkNanos(seconds * 1_000_000_000L);
            over.set(true);
            cpu = number(authority, "process_cpu_seconds_total ") - cpuBefore;
            heap = number(authority, "jvm_memory_used_bytes{area=\"heap\"} ");
        }
        var answers = new TreeMap<Integer, Long>();
        attackerAnswers.forEach((status, count) -> answers.put(status, count.sum()));
        return new Result(sorted(signIns), sorted(refreshes), refused.sum(), answers, cpu, heap);
    }

    /// Every account in turn, as fast as it is answered.
    private void attack(int number) {
        var address = "203.0.%d.%d".formatted(number / 200, number % 200 + 1);
        for (int i = number; !over.get(); i++) {
            var answer = signIn("user" + i % accounts, "guess number " + i, address);
            attackerAnswers.computeIfAbsent(answer.status(), _ -> new LongAdder()).increment();
        }
    }

    private Answer signIn(String user, String password, String address) {
        var caller = new Caller(base);
        return caller.send(
                caller.request("/v1/login")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", address)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(user, password))));
    }

    /// Somebody who was signed in before the storm, and goes on.
    private final class GoodUser {
        private final String name;
        private final String address;
        private final boolean inBrowser;
        private final Browser browser = new Browser(base);
        private int addresses;

        GoodUser(int number) {
            this.name = "user" + number;
            this.address = "192.0.2." + (number + 1);
            this.inBrowser = number % 2 == 0;
            if (inBrowser) {
                browser.sending("X-Forwarded-For", "192.0.2." + (number + 1));
                expect(303, browser.signIn(name, PASSWORD).status());
            } else {
                expect(200, signIn(name, PASSWORD, address).status());
            }
        }

        void live() {
            while (!over.get()) {
                if (inBrowser) {
                    browse();
                } else {
                    use();
                }
                LockSupport.parkNanos(300_000_000);
            }
        }

        private void browse() {
            browser.sending("X-Forwarded-For", "198.51.100." + (addresses++ % 250 + 1));
            var token = browser.csrfToken();
            timed(
                    signIns,
                    200,
                    () ->
                            browser.json(
                                    "/session",
                                    "{\"username\":\"%s\",\"password\":\"%s\"}"
                                            .formatted(name, PASSWORD),
                                    token));
            for (int i = 0; i < 3 && !over.get(); i++) {
                var again = browser.csrfToken();
                timed(refreshes, 200, () -> browser.json("/session/refresh", "{}", again));
            }
        }

        private void use() {
            var answer = timed(signIns, 200, () -> signIn(name, PASSWORD, address));
            for (int i = 0; i < 3 && answer.status() == 200 && !over.get(); i++) {
                var token = answer.text("refresh_token");
                answer = timed(refreshes, 200, () -> refresh(token));
            }
        }

        private Answer refresh(String token) {
            var caller = new Caller(base);
            return caller.send(
                    caller.request("/oauth2/token")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-Forwarded-For", address)
                            .POST(
                                    BodyPublishers.ofString(
                                            Caller.encoded(
                                                    "grant_type",
                                                    "refresh_token",
                                                    "refresh_token",
                                                    token))));
        }
    }

    private Answer timed(ConcurrentLinkedQueue<Long> times, int wanted, Supplier<Answer> request) {
        long began = System.nanoTime();
        var answer = request.get();
        if (answer.status() == wanted) {
            times.add(System.nanoTime() - began);
        } else {
            refused.increment();
        }
        return answer;
    }

    private static void expect(int wanted, int status) {
        if (status != wanted) {
            throw new AssertionError("%d and not %d".formatted(status, wanted));
        }
    }

    private static double number(AuthorityProcess authority, String name) {
        var metrics = authority.caller().bearer(authority.adminKey()).get("/metrics").body();
        var found =
                Pattern.compile("^" + Pattern.quote(name) + "(.*)$", Pattern.MULTILINE)
                        .matcher(metrics);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static List<Long> sorted(ConcurrentLinkedQueue<Long> times) {
        return times.stream().sorted().toList();
    }

    private static void print(String what, int seconds, Result result) {
        System.out.printf(Locale.ROOT, "== %s, %d s%n", what, seconds);
        row("sign-ins of good users", result.signIns);
        row("refreshes of good users", result.refreshes);
        System.out.printf(
                Locale.ROOT,
                "   good users refused: %d of %.0f (%.2f %% got through)%n",
                result.refused,
                result.successes() + result.refused,
                100 * result.successes() / Math.max(1, result.successes() + result.refused));
        System.out.printf(Locale.ROOT, "   attackers' answers: %s%n", result.attackerAnswers);
        System.out.printf(
                Locale.ROOT,
                "   authority: %.2f processors, %.0f MB of heap in use%n",
                result.cpuSeconds / seconds,
                result.heapBytes / 1e6);
    }

    private static void row(String what, List<Long> nanos) {
        System.out.printf(
                Locale.ROOT,
                "   %s: %d, p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                what,
                nanos.size(),
                at(nanos, 0.5),
                at(nanos, 0.99),
                at(nanos, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }
}
