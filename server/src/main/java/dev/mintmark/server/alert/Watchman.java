package dev.mintmark.server.alert;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Sees everything that alerts are made of, and says what is odd.
public final class Watchman implements Events {
    /// What the authority itself refuses is one service among the others.
    public static final String AUTHORITY = "mintmark";

    /// Of good tokens that are not enough for something.
    private static final Set<String> HARMLESS =
            Set.of("insufficient_scope", "insufficient_user_authentication", "dpop_nonce_required");

    private static final int IPV6_BYTES = 16;

    private final TokenRule tokens = new TokenRule();
    private final SignInRule signIns = new SignInRule();
    private final ReuseRule reuse = new ReuseRule();
    private final ServiceRule services = new ServiceRule();
    private final InstantSource clock;
    private volatile List<Rule> ages = List.of();

    public Watchman(InstantSource clock) {
        this.clock = clock;
    }

    /// Watches over what the authority itself must renew, too.
    ///
    /// @param signingSince since when each signing key signs, by what it signs
    /// @param keyLimit how long a key may sign
    /// @param listsAsOf what each set of status lists knows up to, by name
    /// @param listLimit how old that may be
    public void watchOver(
            Supplier<Map<String, Instant>> signingSince,
            Duration keyLimit,
            Supplier<Map<String, Instant>> listsAsOf,
            Duration listLimit) {
        ages =
                List.of(
                        new AgeRule(
                                AlertKind.KEY_OVERDUE,
                                signingSince,
                                keyLimit,
                                "The key for %s has been signing for %s, longer than it"
                                        + " should."),
                        new AgeRule(
                                AlertKind.STATUS_LIST_LATE,
                                listsAsOf,
                                listLimit,
                                "The %s say nothing about the last %s."));
    }

    @Override
    public void record(Event event) {
        switch (event) {
            case Event.SignedIn(var user, _, _, var origin) ->
                    signIns.succeeded(user, network(origin.address()), clock.instant());
            case Event.SignInRefused(var user, _, _, var origin) ->
                    signIns.failed(user, network(origin.address()), clock.instant());
            case Event.RefreshReused reused -> reuse.reused(reused.user(), clock.instant());
            default -> {}
        }
    }

    /// Who has one IPv6 address has a whole network of them.
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var bytes = InetAddress.ofLiteral(address).getAddress();
        if (bytes.length < IPV6_BYTES) {
            return address;
        }
        Arrays.fill(bytes, IPV6_BYTES / 2, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    /// A service, or the authority itself, found a token good.
    public void trusted(String service, long count) {
        tokens.trusted(service, clock.instant(), count);
    }

    public void refused(String service, String reason, long count) {
        if (!HARMLESS.contains(reason)) {
            tokens.refused(service, reason, clock.instant(), count);
        }
    }

    /// A service reports what it did lately.
    public void reported(Report report) {
        var now = clock.instant();
        services.said(
                report.service(),
                report.keysFail(),
                report.sentAt().map(sent -> Duration.between(now, sent)),
                now);
        // What else came in is what refusals are measured by, also while keys are out of reach.
        long others = report.trusted() + report.unavailable();
        if (others > 0) {
            trusted(report.service(), others);
        }
        report.refused().forEach((reason, count) -> refused(report.service(), reason, count));
    }

    /// What is odd right now.
    List<Finding> look(Instant now) {
        var found = new ArrayList<Finding>();
        for (var rule : List.<Rule>of(tokens, signIns, reuse, services)) {
            found.addAll(rule.look(now));
        }
        ages.forEach(rule -> found.addAll(rule.look(now)));
        return found;
    }
}
