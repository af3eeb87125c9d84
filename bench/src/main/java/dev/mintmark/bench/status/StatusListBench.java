package dev.mintmark.bench.status;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `bench/status-list` prints a table in Markdown: a list with some of its places revoked, drawn at
/// random, is compressed and signed with ES256. The middle one of several times counts.
public final class StatusListBench {
    private static final double[] SHARES = {0, 0.001, 0.01, 0.1, 0.5};
    private static final int ROUNDS = 9;
    private static final String ISSUER = "https://id.example.com";

    private final InstantSource clock = InstantSource.system();

    private StatusListBench() {}

    public static void main(String[] args) throws GeneralSecurityException {
        Logger.getLogger("").setLevel(Level.WARNING);
        new StatusListBench().run();
    }

    private void run() throws GeneralSecurityException {
        var key = key();
        System.out.println("| places revoked | list, KiB | gzipped, KiB | made in, ms |");
        System.out.println("|---|---|---|---|");
        for (double share : SHARES) {
            var notices = notices((int) (share * StatusIndex.PLACES));
            var nanos = new long[ROUNDS];
            int size = 0;
            int gzipped = 0;
            for (int round = 0; round < ROUNDS; round++) {
                var store = new MemoryStore(clock);
                var calendar = new ListCalendar(store.statusLists(), Duration.ofDays(90), clock);
                calendar.prepare();
                try (var lists =
                        new StatusLists(ISSUER, calendar, store.statusLists(), () -> key)) {
                    lists.hear(notices);
                    long begun = System.nanoTime();
                    lists.start(clock::instant);
                    nanos[round] = System.nanoTime() - begun;
                    var list = lists.find(1).orElseThrow();
                    size = list.token().length;
                    gzipped = list.gzipped().length;
                }
            }
            Arrays.sort(nanos);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %,.1f | %,.1f | %.1f |%n",
                    notices.size(),
                    size / 1024.0,
                    gzipped / 1024.0,
                    nanos[ROUNDS / 2] / 1e6);
        }
    }

    private static List<Notice> notices(int count) {
        var places = new Random(42).ints(0, StatusIndex.PLACES).distinct().limit(count);
        var notices = new ArrayList<Notice>(count);
        places.forEach(place ->
                notices.add(
                        new Notice(
                                notices.size(),
                                Instant.EPOCH,
                                "logout",
                                new Revoked.Session(
                                        new FamilyId(0, place), new StatusIndex(1, place)))));
        return notices;
    }

    private static SigningKey key() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new SigningKey(
                new KeyId("bench"),
                Algorithm.ES256,
                SigningEngine.of(
                                generator.generateKeyPair().getPrivate(),
                                Algorithm.ES256,
                                SignatureProvider.fastest())
                        ::sign);
    }
}
