package dev.mintmark.bench.console;

import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Fills the embedded database of an authority and asks for each page of its console, as often as
/// said. The time of a page is from the request to the last byte of the answer, on this machine.
public final class ConsoleBench {
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private final int times;
    private final Filling filling;

    private ConsoleBench(Map<String, Integer> wanted) {
        this.times = wanted.getOrDefault("times", 20);
        this.filling =
                new Filling(
                        wanted.getOrDefault("users", 100_000),
                        wanted.getOrDefault("sessions", 1_000_000),
                        wanted.getOrDefault("records", 10_000_000));
    }

    public static void main(String... args) throws Exception {
        var wanted = new HashMap<String, Integer>();
        for (var arg : args) {
            int equals = arg.indexOf('=');
            wanted.put(arg.substring(0, equals), Integer.valueOf(arg.substring(equals + 1)));
        }
        var folder = Files.createTempDirectory("mintmark-console");
        try {
            new ConsoleBench(wanted).run(folder);
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
            }
        }
    }

    private void run(Path folder) throws IOException, SQLException, InterruptedException {
        start(folder).close();
        long begun = System.nanoTime();
        filling.into(folder.resolve("mintmark.db"), InstantSource.system().instant());
        System.out.printf(
                Locale.ROOT,
                "filled %,d users, %,d sessions, %,d audit records in %d s; the file has %,d MB%n",
                filling.users(),
                filling.sessions(),
                filling.records(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                Files.size(folder.resolve("mintmark.db")) >> 20);
        try (var authority = start(folder);
                var browser = new Browser(authority.baseUrl())) {
            browser.signIn(authority.lendAdminKey());
            System.out.printf("%-44s %9s %9s %9s %9s%n", "page", "first ms", "median", "max", "KB");
            for (var page : pages(browser).entrySet()) {
                measure(browser, page.getKey(), page.getValue());
            }
        }
    }

    private Map<String, String> pages(Browser browser) throws IOException, InterruptedException {
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", "/console");
        pages.put("users", "/console/users");
        pages.put("users, found by how names begin", "/console/users?prefix=user-005");
        pages.put("users, far down the list", "/console/users?after=user-0090000");
        pages.put("a user", "/console/users/user-0000042");
        pages.put("sessions", "/console/sessions");
        pages.put("sessions of a user", "/console/sessions?q=user-0000042");
        pages.put("sessions, the next page", next(browser, "/console/sessions"));
        pages.put("clients", "/console/clients");
        pages.put("signing keys", "/console/keys");
        pages.put("admin keys", "/console/admin-keys");
        pages.put("audit", "/console/audit");
        pages.put("audit, the next page", next(browser, "/console/audit"));
        pages.put("audit, refusals", "/console/audit?outcome=failure");
        pages.put("audit, a kind that never happened", "/console/audit?kind=cut_off");
        pages.put("audit, a user", "/console/audit?user=user-0000042");
        pages.put("audit, some days ago", "/console/audit?until=2020-01-01");
        pages.put("settings", "/console/settings");
        pages.put("token debugger", "/console/token");
        return pages;
    }

    private static String next(Browser browser, String path)
            throws IOException, InterruptedException {
        var found = NEXT.matcher(browser.get(path).body());
        if (!found.find()) {
            throw new IllegalStateException(path + " has no next page");
        }
        return found.group(1).replace("&amp;", "&");
    }

    private void measure(Browser browser, String name, String path)
            throws IOException, InterruptedException {
        var nanos = new long[times];
        int size = 0;
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            var answer = browser.get(path);
            nanos[i] = System.nanoTime() - begun;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(name + " is answered " + answer.statusCode());
            }
            size = answer.body().length();
        }
        double first = nanos[0] / 1e6;
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.1f %9.1f %9.1f %9d%n",
                name,
                first,
                nanos[times / 2] / 1e6,
                nanos[times - 1] / 1e6,
                size / 1024);
    }

    private static Mintmark start(Path folder) {
        var flags = Map.of("data", folder.toString(), "port", "0", "log-level", "warn");
        return switch (Settings.load(flags, Map.of())) {
            case Loading.Loaded(var settings, _) ->
                    Mintmark.start(settings, InstantSource.system());
            case Loading.Invalid(var problems) ->
                    throw new IllegalStateException(problems.toString());
        };
    }
}
