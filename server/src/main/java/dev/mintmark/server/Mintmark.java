package dev.mintmark.server;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.PasswordPool;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.ConsoleSessions;
import dev.mintmark.server.admin.RepeatedAnswers;
import dev.mintmark.server.admin.SettingInForce;
import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.alert.Messenger;
import dev.mintmark.server.alert.Watchman;
import dev.mintmark.server.audit.EventLog;
import dev.mintmark.server.audit.seal.AuditKey;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.config.Database;
import dev.mintmark.server.config.Issuer;
import dev.mintmark.server.config.KeySchedule;
import dev.mintmark.server.config.Pkcs11;
import dev.mintmark.server.config.Secret;
import dev.mintmark.server.config.SecretNotThere;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.device.DeviceBinding;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.grant.SignInGate;
import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.guard.KnownDevices;
import dev.mintmark.server.guard.Quota;
import dev.mintmark.server.guard.RateLimit;
import dev.mintmark.server.guard.SignInBrakes;
import dev.mintmark.server.http.HttpServer;
import dev.mintmark.server.http.Limits;
import dev.mintmark.server.http.Proxies;
import dev.mintmark.server.http.Startup;
import dev.mintmark.server.http.browser.BoundDevices;
import dev.mintmark.server.http.browser.Browsers;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.key.Custody;
import dev.mintmark.server.key.KeyDevice;
import dev.mintmark.server.key.KeyKeeper;
import dev.mintmark.server.key.KeyMaker;
import dev.mintmark.server.key.KeyOpener;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.KeyTimes;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.key.Sealer;
import dev.mintmark.server.key.ServerSecrets;
import dev.mintmark.server.key.SharedSecret;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.meter.EventMeters;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.meter.Meters;
import dev.mintmark.server.revocation.Introspection;
import dev.mintmark.server.revocation.LeakReports;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revocations;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.Watch;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.server.revocation.stream.RevocationStream;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.server.session.BrowserSessions;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.RefreshPolicy;
import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.postgres.PostgresAddress;
import dev.mintmark.server.store.postgres.PostgresStore;
import dev.mintmark.server.store.sqlite.SqliteStore;
import dev.mintmark.server.token.Minter;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The authority: settings in, running server out. Read it top to bottom to see what leans on what.
///
/// ```java
/// try (var authority = Mintmark.start(settings, InstantSource.system())) {
///     System.out.println("ready " + authority.issuer());
/// }
/// ```
public final class Mintmark implements AutoCloseable {
    private static final Log LOG = Log.of(Mintmark.class);

    /// In ten minutes, the life of a token, by default. Whoever needs more ends the session.
    private static final int DENIALS_PER_SESSION = 60;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final Issuer issuer;
    private final URI baseUrl;
    private final AdminKeys adminKeys;
    private final AdminCredential adminCredential;
    private final KeyKeeper keys;
    private final AlertWatch alertWatch;

    private Mintmark(Settings settings, InstantSource time) {
        try {
            // Stores keep milliseconds; so that what is in memory equals what is read back, nobody
            // sees anything finer.
            InstantSource own = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
            var provider = new Background<>("signature provider", SignatureProvider::fastest);
            var directory = running(DataDirectory.open(settings.storage().directory()));
            var http = running(bind(settings));
            this.issuer = settings.issuerAt(http.port());
            this.baseUrl = http.loopbackUrl();
            var store = running(open(settings, own));
            // Of a node among others, the database's.
            var clock = store.clock();
            var leases = running(new Leases(store.leases(), random));
            boolean isSealed = ServerSecrets.areIn(store.sealedSecrets());
            var masterKeys = new MasterKeys(settings, directory);

            var meters = new Meters();
            var history = new History(meters);
            var watchman = new Watchman(clock);
            var meterWatch = running(new MeterWatch(meters, history, watchman, clock));
            var audit = running(AuditSide.open(store, settings.audit(), directory, random));
            Events events =
                    audit.events(List.of(new EventLog(), new EventMeters(meters), watchman));
            var sealer =
                    new Sealer(
                            masterKeys.choose(isSealed, random),
                            masterKeys,
                            store.sealedSecrets(),
                            random,
                            System::nanoTime);
            var secrets = ServerSecrets.open(store.sealedSecrets(), sealer, random);
            var device = Hardware.open(settings);
            var opener = new KeyOpener(sealer, provider.get(), device);
            var times = times(settings.keys());
            var ring = new KeyRing(opener, System::nanoTime, times.staleAfter());
            this.keys =
                    KeyKeeper.open(
                            store.keys(),
                            ring,
                            new KeyMaker(sealer, random, device, usualCustody(settings, device)),
                            times,
                            () -> leases.take(Job.KEYS),
                            KeySlot.FIRST,
                            events);
            running(new KeyWatch(keys)).start();
            var auditKey = AuditKey.open(store.sealedSecrets(), sealer, random, provider.get());
            var auditExport = audit.startSealing(auditKey, issuer.text(), leases, events);
            audit.startShipping(
                    leases,
                    settings.audit()
                            .sinks()
                            .webhookSecret()
                            .fetch(settings.secretSources())
                            .map(Secret::reveal));

            var passwords = running(PasswordPool.forThisProcess());
            var accounts = new Accounts(store.accounts(), passwords, clock, random);
            var clients =
                    new Clients(
                            store.clients(),
                            new Hmac(secrets.pepper()),
                            settings.tokens().audience(),
                            random,
                            System::nanoTime);
            addFirstParty(clients, clock, events);

            var refresh = settings.refresh();
            var policy =
                    new RefreshPolicy(
                            refresh.idle(), refresh.absolute(), refresh.successorWindow());
            var calendar = new ListCalendar(store.statusLists(), policy.absolute(), clock);
            calendar.prepare();
            var families =
                    new Families(
                            store.families(),
                            calendar,
                            secrets.refresh(),
                            policy,
                            clock,
                            random,
                            events);
            var shared =
                    settings.hs256Secret()
                            .fetch(settings.secretSources())
                            .map(secret -> SharedSecret.of(secret.reveal()));
            var minter =
                    new Minter(
                            ring,
                            shared,
                            issuer.text(),
                            list -> StatusLists.uri(issuer.text(), list),
                            settings.tokens().accessTtl(),
                            clock,
                            random);
            boolean proxiesUnnamed = !issuer.isLoopback() && settings.trustedProxies().isEmpty();
            if (proxiesUnnamed) {
                LOG.warn(
                        "no trusted-proxies are named: callers from this machine cannot be told"
                                + " apart, and sign-ins are held by account only");
            }
            var knownDevices = new KnownDevices(secrets.refresh(), random);
            var grants =
                    new Grants(
                            accounts,
                            new SignInGate(
                                    new SignInBrakes(settings.brakes().signIn(), random, clock),
                                    proxiesUnnamed,
                                    knownDevices,
                                    accounts,
                                    families),
                            families,
                            minter,
                            (grant, algorithm) ->
                                    meters.tokensIssued().count(grant, algorithm.wireName()),
                            events);

            var verifier =
                    running(
                            Verifier.forIssuerItself(issuer.uri(), ring.keySource())
                                    .withAlgorithms(KeySlot.offered())
                                    .withClock(clock));
            var ours = new OwnTokens(verifier, issuer.uri(), shared, clock, meterWatch::judged);
            var introspection = new Introspection(ours::verify, families, store.deniedTokens());
            var revocations =
                    new Revocations(
                            ours::verify,
                            families,
                            store.deniedTokens(),
                            settings.tokens().revokedWithSession(),
                            new RateLimit(
                                    "denials",
                                    new Quota(DENIALS_PER_SESSION, Duration.ofMinutes(10)),
                                    random,
                                    clock),
                            clock,
                            events);
            var watch = running(new Watch(store.outbox(), clock));
            Supplier<SigningKey> key = () -> ring.signing(KeySlot.accessTokens(Algorithm.ES256));
            var statusLists =
                    running(new StatusLists(issuer.text(), calendar, store.statusLists(), key));
            var stream = new RevocationStream(issuer.text(), store.outbox(), key, clock);
            stream.start(watch::knownAsOf);
            statusLists.start(watch::knownAsOf);
            watch.start(List.of(this::keysFirst, stream, statusLists, meterWatch::heard));
            meterWatch.start(ring, statusLists);
            watchman.watchOver(
                    ring::signingSince,
                    signsAtMost(times),
                    () ->
                            statusLists
                                    .oldest()
                                    .map(asOf -> Map.of("status lists", asOf))
                                    .orElse(Map.of()),
                    StatusLists.LATE);
            var channels = running(new Channels(settings, issuer, clock));
            var messenger = new Messenger(channels.all(), store.alerts(), clock);
            var alerts =
                    new Alerts(watchman, store.alerts(), messenger.names(), clock, random, events);
            this.alertWatch = running(new AlertWatch(alerts, messenger, leases));
            alertWatch.start();
            meters.gauge(
                    "mintmark_alerts_open",
                    "Alerts that are open, as this node last saw.",
                    "kind",
                    alerts::openByKind);
            meters.gauge(
                    "mintmark_passwords_waiting",
                    "Sign-ins that wait for a processor.",
                    passwords::waiting);
            running(new Housekeeping(store, calendar, clock, leases)).start();

            this.adminKeys = new AdminKeys(store.adminKeys(), clock, random);
            this.adminCredential = new AdminCredential(settings, directory, adminKeys);
            adminCredential.prepare();

            var side = BrowserSide.of(settings.browser(), issuer);
            var browserSessions =
                    new BrowserSessions(store.families(), secrets.refresh(), policy, clock);
            var leakReports =
                    new LeakReports(ours::verify, families, browserSessions, revocations, events);
            var csrfTokens = new CsrfTokens(secrets.refresh(), random);
            var devices =
                    side.deviceCookie()
                            .map(cookie ->
                                    new BoundDevices(
                                            new DeviceBinding(
                                                    store.deviceKeys(),
                                                    secrets.refresh(),
                                                    clock,
                                                    random),
                                            cookie,
                                            issuer.uri().getRawPath()));
            var browsers =
                    new Browsers(
                            browserSessions,
                            csrfTokens,
                            side.rule(),
                            side.cookie(),
                            devices,
                            knownDevices,
                            clock,
                            random);
            http.serve(
                    issuer.uri(),
                    new Proxies(peer ->
                            settings.trustedProxies().stream()
                                    .anyMatch(network -> network.contains(peer))),
                    new Web(
                                    issuer,
                                    store,
                                    clients,
                                    accounts,
                                    families,
                                    keys,
                                    new MasterKeyDesk(sealer, store.seals(), events),
                                    shared.map(_ -> settings.tokens().audience()),
                                    new KeySetReaders(clock),
                                    settings.keys().cacheFor(),
                                    grants,
                                    introspection,
                                    revocations,
                                    leakReports,
                                    statusLists,
                                    stream,
                                    audit.log(),
                                    auditExport,
                                    adminKeys,
                                    shown(settings),
                                    new RepeatedAnswers(
                                            store.repeatedAnswers(),
                                            secrets.refresh(),
                                            clock,
                                            random),
                                    new ConsoleSessions(
                                            store.consoleSessions(), adminKeys, clock, random),
                                    csrfTokens,
                                    browsers,
                                    devices,
                                    side,
                                    BrakeSide.of(settings.brakes(), clients, clock, random, events),
                                    meters,
                                    history,
                                    alerts,
                                    watchman,
                                    clock,
                                    random,
                                    events)
                            .routes(),
                    meters::answered);
            // Opened early for its port; closed first all the same, or the requests under way would
            // lose what they lean on. Closing twice does no harm.
            running(http);
            // Before that, those who follow are sent away: they would not leave by themselves.
            running(stream);
            directory.writeEndpoint(baseUrl.toString());
            LOG.info(
                    "ready",
                    "issuer",
                    issuer.text(),
                    "listening",
                    baseUrl,
                    "database",
                    settings.storage().database(),
                    "signatures",
                    provider.get().name(),
                    "signatures_why",
                    provider.get().explanation());
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /// Starts an authority; it answers when this returns.
    ///
    /// @throws CannotStart with one sentence for the operator
    public static Mintmark start(Settings settings, InstantSource clock) {
        try {
            return new Mintmark(settings, clock);
        } catch (SecretNotThere e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    public Issuer issuer() {
        return issuer;
    }

    /// Where it can be reached from this machine.
    public URI baseUrl() {
        return baseUrl;
    }

    /// Makes the first admin key of an authority that others can reach, unless it has one or was
    /// given one. It is in no file: whoever asks must show it to the operator, as nobody can later.
    public Optional<String> makeFirstAdminKey() {
        return adminCredential.makeFirst();
    }

    /// A new admin key that is good for as long as this authority runs: for whoever started it in
    /// its own process.
    public String lendAdminKey() {
        return adminKeys.lend();
    }

    /// Does at once what it does by itself every second. For whoever moves the clock by hand, and
    /// cannot wait for it.
    public void tend() {
        keys.tend();
        alertWatch.tend();
    }

    /// Takes no more requests, lets those under way finish, and closes what it opened, last first.
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                failure =
                        failure == null
                                ? new IllegalStateException("did not stop cleanly", e)
                                : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// What tells of a revoked key must not be signed with it.
    private void keysFirst(List<Notice> notices) {
        if (notices.stream().anyMatch(notice -> notice.what() instanceof Revoked.Key)) {
            keys.look();
        }
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static Store open(Settings settings, InstantSource clock) {
        return switch (settings.storage().database()) {
            case Database.Embedded(var file) -> SqliteStore.open(file, clock);
            case Database.Server server ->
                    PostgresStore.open(
                            new PostgresAddress(
                                    server.hosts(),
                                    server.name(),
                                    server.user(),
                                    server.password()
                                            .fetch(settings.secretSources())
                                            .map(Secret::reveal),
                                    server.parameters(),
                                    server.connections(),
                                    server.notifies()),
                            clock);
        };
    }

    private static HttpServer bind(Settings settings) {
        var listen = settings.listen();
        var server = new HttpServer(listen.host(), listen.port(), Limits.DEFAULT);
        return switch (server.bind()) {
            case Startup.Listening _ -> server;
            case Startup.CannotListen(var reason) ->
                    throw new CannotStart("The authority cannot listen: " + reason + ".");
        };
    }

    private static Custody usualCustody(Settings settings, Optional<KeyDevice> device) {
        boolean inside = settings.hardware().filter(Pkcs11::isUsual).isPresent();
        return device.isPresent() && inside ? Custody.PKCS11 : Custody.SEALED;
    }

    private static List<SettingInForce> shown(Settings settings) {
        return settings.inForce().stream()
                .map(one ->
                        new SettingInForce(
                                one.setting().key(),
                                one.value(),
                                one.source(),
                                one.setting().description(),
                                one.setting().isSecret()))
                .toList();
    }

    private static KeyTimes times(KeySchedule keys) {
        return new KeyTimes(
                keys.rotateEvery(),
                keys.announceAhead(),
                keys.retireAfter(),
                keys.catchUp(),
                keys.staleAfter());
    }

    private static void addFirstParty(Clients clients, InstantSource clock, Events events) {
        var client = firstParty(clock);
        var event = new Event.ClientAdded(client.id(), Origin.SELF);
        var _ =
                events.<Boolean>keeping(
                        added -> added ? List.of(event) : List.of(),
                        witness -> clients.addPublic(client, witness));
    }

    /// The schedule, and a successor that has to be announced anew.
    private static Duration signsAtMost(KeyTimes times) {
        return times.signFor().plus(times.announceAhead()).plus(Duration.ofMinutes(10));
    }

    private static Client firstParty(InstantSource clock) {
        return new Client(
                ClientId.FIRST_PARTY,
                true,
                Set.of(GrantType.REFRESH_TOKEN),
                Scopes.NONE,
                List.of(),
                Algorithm.ES256,
                false,
                clock.instant());
    }
}
