package dev.mintmark.server;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.ConsoleSessions;
import dev.mintmark.server.admin.RepeatedAnswers;
import dev.mintmark.server.admin.SettingInForce;
import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.alert.Watchman;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.config.Issuer;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.guard.ClientLimit;
import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.guard.Quota;
import dev.mintmark.server.http.Cors;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.ErrorShape;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.Routes;
import dev.mintmark.server.http.admin.AdminApi;
import dev.mintmark.server.http.browser.AccountPage;
import dev.mintmark.server.http.browser.BoundDevices;
import dev.mintmark.server.http.browser.Browsers;
import dev.mintmark.server.http.browser.DeviceApi;
import dev.mintmark.server.http.browser.LoginPage;
import dev.mintmark.server.http.browser.SessionApi;
import dev.mintmark.server.http.console.Console;
import dev.mintmark.server.http.forward.ForwardAuth;
import dev.mintmark.server.http.health.Health;
import dev.mintmark.server.http.login.LoginEndpoint;
import dev.mintmark.server.http.me.OwnSessions;
import dev.mintmark.server.http.metrics.MetricsEndpoint;
import dev.mintmark.server.http.oauth.ClientAuthentication;
import dev.mintmark.server.http.oauth.IntrospectEndpoint;
import dev.mintmark.server.http.oauth.RevokeEndpoint;
import dev.mintmark.server.http.oauth.TokenEndpoint;
import dev.mintmark.server.http.page.Asset;
import dev.mintmark.server.http.published.KeySetEndpoint;
import dev.mintmark.server.http.published.Metadata;
import dev.mintmark.server.http.published.PemEndpoint;
import dev.mintmark.server.http.published.StatusListEndpoint;
import dev.mintmark.server.http.report.ReportEndpoint;
import dev.mintmark.server.http.revocations.LeakReportEndpoint;
import dev.mintmark.server.http.revocations.StreamEndpoint;
import dev.mintmark.server.key.KeyKeeper;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.meter.Meters;
import dev.mintmark.server.revocation.Introspection;
import dev.mintmark.server.revocation.LeakReports;
import dev.mintmark.server.revocation.Revocations;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.server.revocation.stream.RevocationStream;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.store.Store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Every address the authority answers, in one list.
record Web(
        Issuer issuer,
        Store store,
        Clients clients,
        Accounts accounts,
        Families families,
        KeyKeeper keys,
        MasterKeyDesk masterKeys,
        Optional<String> sharedSecretAudience,
        KeySetReaders keySetReaders,
        Duration keySetCache,
        Grants grants,
        Introspection introspection,
        Revocations revocations,
        LeakReports leakReports,
        StatusLists statusLists,
        RevocationStream stream,
        AuditLog auditLog,
        AuditExport auditExport,
        AdminKeys adminKeys,
        List<SettingInForce> settings,
        RepeatedAnswers repeatedAnswers,
        ConsoleSessions consoleSessions,
        CsrfTokens csrfTokens,
        Browsers browsers,
        Optional<BoundDevices> devices,
        BrowserSide side,
        BrakeSide brakes,
        Meters meters,
        History history,
        Alerts alerts,
        Watchman watchman,
        InstantSource clock,
        RandomGenerator random,
        Events events) {

    /// Twelve instances of one service may report every ten seconds.
    private static final Quota REPORTS = new Quota(72, Duration.ofMinutes(1));

    Routes routes() {
        var adminApi = adminApi();
        var console = console(adminApi);
        return Routes.of(
                        published(),
                        console.pages(),
                        console.beneath(),
                        oauth(),
                        firstParty(),
                        sessions(),
                        devicesOfBrowsers(),
                        pages(),
                        RouteGroup.under("/account/", side.pages()::problem),
                        RouteGroup.under("/login/", side.pages()::problem),
                        forward(),
                        adminApi.routes(),
                        feed(),
                        leaks(),
                        metrics(),
                        health())
                .alsoUnder(issuer.uri().getRawPath());
    }

    /// The metadata of an issuer with a path is asked for at two places: RFC 8414 section 3.1 puts
    /// the path behind the well-known name, OpenID Connect Discovery section 4 before it.
    private RouteGroup published() {
        var metadata = new Metadata(issuer.text());
        var group = RouteGroup.under("/", ErrorShape.PROBLEM);
        for (var path : new TreeSet<>(List.of("", issuer.uri().getRawPath()))) {
            for (var name : List.of("openid-configuration", "oauth-authorization-server")) {
                var place = "/.well-known/" + name + path;
                group.get(place, metadata).cors(new Cors.Anyone(), place);
            }
        }
        var keySet = counted(new KeySetEndpoint(keys.ring()::jwks, keySetReaders, keySetCache));
        return group.get("/.well-known/jwks.json", keySet)
                .get("/.well-known/keys/{file}", new PemEndpoint(keys.ring(), keySetCache))
                .get("/status", StatusListEndpoint.all(statusLists))
                .get("/status/{list}", new StatusListEndpoint(statusLists))
                .cors(
                        new Cors.Anyone(),
                        "/.well-known/jwks.json",
                        "/.well-known/keys/{file}",
                        "/status",
                        "/status/{list}");
    }

    private RouteGroup oauth() {
        var authentication = new ClientAuthentication(brakes.door());
        return RouteGroup.under("/oauth2/", ErrorShape.OAUTH)
                .post("/oauth2/token", asClient(new TokenEndpoint(authentication, grants)))
                .post("/oauth2/revoke", asClient(RevokeEndpoint.of(authentication, revocations)))
                .post(
                        "/oauth2/introspect",
                        asClient(
                                IntrospectEndpoint.of(
                                        authentication, introspection, issuer.text())));
    }

    private Endpoint asClient(Endpoint endpoint) {
        return brakes.brakes()
                .around(
                        endpoint,
                        held -> QuotaExceeded.in(ErrorShape.OAUTH, held),
                        Set.of(400, 401));
    }

    private RouteGroup firstParty() {
        var own = new OwnSessions(introspection, browsers, families, events);
        var login = new LoginEndpoint(brakes.door(), grants);
        return RouteGroup.under("/v1/", ErrorShape.PROBLEM)
                .post(
                        "/v1/verifier-reports",
                        new ReportEndpoint(
                                brakes.door(),
                                new ClientLimit(REPORTS, clock),
                                meters.tally(
                                        "mintmark_reported_verify_total",
                                        "Access tokens examined by services, as they report it.",
                                        "service",
                                        "outcome"),
                                watchman::reported))
                .post("/v1/login", brakes.brakes().aroundAll(login, QuotaExceeded::problem))
                .get("/v1/me/sessions", own::list)
                .delete("/v1/me/sessions", own::endOthers)
                .delete("/v1/me/sessions/{id}", own::end);
    }

    private RouteGroup sessions() {
        var sessions = new SessionApi(browsers, clients, grants, families, events);
        return RouteGroup.under("/", ErrorShape.PROBLEM)
                .get("/session", sessions::show)
                .post(
                        "/session",
                        brakes.brakes()
                                .around(sessions::signIn, QuotaExceeded::problem, Set.of(403)))
                .delete("/session", crossSite(sessions::signOut))
                .post("/session/refresh", crossSite(sessions::refresh));
    }

    private RouteGroup devicesOfBrowsers() {
        var group = RouteGroup.under("/dbsc/", ErrorShape.PROBLEM);
        devices.map(some -> new DeviceApi(browsers, some))
                .ifPresent(api ->
                        group.post(BoundDevices.REGISTER, api::register)
                                .post(BoundDevices.REFRESH, api::refresh));
        return group;
    }

    private RouteGroup pages() {
        var pages = side.pages();
        var login = new LoginPage(browsers, pages, clients, grants, families, events);
        var account = new AccountPage(browsers, pages, accounts, clients, grants, families, events);
        return RouteGroup.under("/", pages::problem)
                .get("/", _ -> pages.goTo(pages.brand().path("/account")))
                .get("/login", login::show)
                .post(
                        "/login",
                        brakes.brakes()
                                .around(
                                        login::signIn,
                                        held -> QuotaExceeded.in(pages::problem, held),
                                        Set.of(403)))
                .get("/account", account::show)
                .post("/account/sign-out", account::signOut)
                .post("/account/sign-out-everywhere", account::signOutEverywhere)
                .post("/account/sign-out-others", account::signOutOthers)
                .post("/account/end-session", account::endSession)
                .post("/account/password", account::changePassword)
                .get("/assets/logo", side.logo())
                .get("/assets/mark.svg", Asset.ours("mark.svg", "image/svg+xml"))
                .get("/assets/mintmark.css", Asset.ours("mintmark.css", "text/css; charset=utf-8"))
                .get("/assets/mintmark.js", Asset.script("mintmark.js"));
    }

    private RouteGroup forward() {
        return RouteGroup.under("/forward-auth/", ErrorShape.PROBLEM)
                .everything(
                        ForwardAuth.PATH,
                        new ForwardAuth(
                                browsers, clients, grants, events, issuer.text() + "/login"));
    }

    private AdminApi adminApi() {
        return new AdminApi(
                adminKeys,
                brakes.brakes(),
                accounts,
                clients,
                families,
                revocations,
                keys.desk(),
                masterKeys,
                sharedSecretAudience,
                keySetReaders,
                settings,
                repeatedAnswers,
                issuer.text(),
                auditLog,
                auditExport,
                alerts,
                history,
                clock,
                events);
    }

    private Console console(AdminApi adminApi) {
        return new Console(
                issuer.uri(),
                side.pages().brand(),
                consoleSessions,
                csrfTokens,
                adminApi,
                brakes.brakes(),
                clock,
                random,
                events);
    }

    /// Anybody may report as much as they find, but not as often as they like.
    private RouteGroup leaks() {
        return RouteGroup.under("/", ErrorShape.PROBLEM)
                .post(
                        "/leak-report",
                        new LeakReportEndpoint(
                                leakReports, adminKeys, brakes.leakReports(), events));
    }

    private RouteGroup feed() {
        return RouteGroup.under("/revocations/", ErrorShape.PROBLEM)
                .get(
                        RevocationStream.PATH,
                        refusals(new StreamEndpoint(stream, brakes.door(), adminKeys, random)));
    }

    private Endpoint counted(Endpoint keySet) {
        return request -> {
            var answer = keySet.handle(request);
            meters.keySets().count(answer.status() == 304 ? "not_modified" : "sent");
            return answer;
        };
    }

    private RouteGroup metrics() {
        return RouteGroup.under("/", ErrorShape.PROBLEM)
                .get(
                        "/metrics",
                        refusals(
                                new MetricsEndpoint(
                                        meters, issuer.isLoopback(), adminKeys, events)));
    }

    /// Requests that another site had a browser send.
    private Endpoint crossSite(Endpoint endpoint) {
        return brakes.brakes().around(endpoint, QuotaExceeded::problem, Set.of(403));
    }

    /// Those who show what is no key or secret may not do so as often as they like.
    private Endpoint refusals(Endpoint endpoint) {
        return brakes.brakes().around(endpoint, QuotaExceeded::problem, Set.of(401));
    }

    private RouteGroup health() {
        return RouteGroup.under("/health/", ErrorShape.PROBLEM)
                .get("/health/live", Health.live())
                .get("/health/ready", Health.ready(store::isReachable));
    }
}
