package dev.mintmark.server.audit;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Hush;
import dev.mintmark.server.log.Log;

/// Writes every event as a line of the structured log. What happens all day is for debugging; what
/// an operator must act on is a warning.
public final class EventLog implements Events {
    private static final Log LOG = Log.of(EventLog.class);

    @Override
    public void record(Event event) {
        if (Hush.isOver(event)) {
            return;
        }
        switch (event) {
            case Event.SignedIn(var user, var client, var family, var origin) ->
                    LOG.info(
                            "signed in",
                            "user",
                            user,
                            "client",
                            client,
                            "session",
                            family,
                            "address",
                            origin.address());
            case Event.SignInRefused(var user, var client, var reason, var origin) ->
                    LOG.info(
                            "sign-in refused",
                            "reason",
                            reason,
                            "user",
                            user.map(Object::toString).orElse(null),
                            "client",
                            client,
                            "address",
                            origin.address());
            case Event.Refreshed(
                            var family,
                            var user,
                            var client,
                            var generation,
                            var converged,
                            var origin) ->
                    LOG.debug(
                            "refreshed",
                            "session",
                            family,
                            "user",
                            user,
                            "client",
                            client,
                            "generation",
                            generation,
                            "converged",
                            converged,
                            "address",
                            origin.address());
            case Event.RefreshRefused(var family, var client, var reason, var origin) ->
                    LOG.info(
                            "refresh refused",
                            "reason",
                            reason,
                            "session",
                            family.map(Object::toString).orElse(null),
                            "client",
                            client,
                            "address",
                            origin.address());
            case Event.RefreshReused(
                            var family,
                            var user,
                            var client,
                            var presented,
                            var newest,
                            var origin) ->
                    LOG.warn(
                            "refresh token reused: two parties hold tokens of one session",
                            "session",
                            family,
                            "user",
                            user,
                            "client",
                            client,
                            "presented_generation",
                            presented,
                            "newest_generation",
                            newest,
                            "address",
                            origin.address());
            case Event.ServiceTokenIssued(var client, var origin) ->
                    LOG.debug("token issued", "client", client, "address", origin.address());
            case Event.TokenRefused(var client, var grant, var reason, var origin) ->
                    LOG.info(
                            "token refused",
                            "reason",
                            reason,
                            "grant",
                            grant,
                            "client",
                            client,
                            "address",
                            origin.address());
            case Event.SessionEnded(var family, var user, var client, var reason, var origin) ->
                    LOG.info(
                            "session ended",
                            "session",
                            family,
                            "user",
                            user,
                            "client",
                            client,
                            "reason",
                            reason,
                            "address",
                            origin.address());
            case Event.SessionsEnded(var user, var count, var reason, var origin) ->
                    LOG.info(
                            "sessions ended",
                            "user",
                            user,
                            "count",
                            count,
                            "reason",
                            reason,
                            "address",
                            origin.address());
            case Event.CutOff(var user, var notBefore, var ended, var origin) ->
                    LOG.warn(
                            "everything issued so far was voided",
                            "user",
                            user.map(Object::toString).orElse("everybody"),
                            "not_before",
                            notBefore,
                            "sessions_ended",
                            ended,
                            "address",
                            origin.address());
            case Event.TokenDenied(var tokenId, var client, var reason, var origin) ->
                    LOG.info(
                            "access token denied",
                            "jti",
                            tokenId,
                            "client",
                            client.map(Object::toString).orElse(null),
                            "reason",
                            reason,
                            "address",
                            origin.address());
            case Event.LeakReported(var reported, int ended, var origin) when ended > 0 ->
                    LOG.warn(
                            "leaked credentials were reported, and what lived was ended",
                            "reported",
                            reported,
                            "ended",
                            ended,
                            "address",
                            origin.address());
            case Event.LeakReported(var reported, _, var origin) ->
                    LOG.debug(
                            "credentials were reported as leaked; none of them lived",
                            "reported",
                            reported,
                            "address",
                            origin.address());
            case Event.AdminKeyLeaked(var origin) ->
                    LOG.warn(
                            "an admin key was reported as leaked; replace it now",
                            "address",
                            origin.address());
            case Event.RevocationRefused(var client, var reason, var origin) ->
                    LOG.info(
                            "revocation refused",
                            "reason",
                            reason,
                            "client",
                            client,
                            "address",
                            origin.address());
            case Event.ClientRefused(var client, var reason, var origin) ->
                    LOG.info(
                            "client refused",
                            "reason",
                            reason,
                            "client",
                            client.map(Object::toString).orElse(null),
                            "address",
                            origin.address());
            case Event.CrossSiteRefused(var reason, var origin) ->
                    LOG.info(
                            "cross-site request refused",
                            "reason",
                            reason,
                            "address",
                            origin.address());
            case Event.Braked(var brake, var user, var untold, var origin) ->
                    LOG.info(
                            "made to wait",
                            "brake",
                            brake,
                            "user",
                            user.map(Object::toString).orElse(null),
                            "untold_refusals",
                            untold == 0 ? null : untold,
                            "address",
                            origin.address());
            case Event.AlertOpened(var alert, var kind, var about, _) ->
                    LOG.warn("alert opened", "alert", alert, "kind", kind, "about", about);
            case Event.AlertClosed(var alert, var kind, var about, _) ->
                    LOG.info("alert closed", "alert", alert, "kind", kind, "about", about);
            case Event.AdminRefused(var reason, var origin) ->
                    LOG.warn(
                            "admin request refused", "reason", reason, "address", origin.address());
            case Event.AdminSignedIn(var key, var origin) ->
                    LOG.info("admin signed in", "admin_key", key, "address", origin.address());
            case Event.AdminSignedOut(var key, var origin) ->
                    LOG.info("admin signed out", "admin_key", key, "address", origin.address());
            case Event.AdminKeyAdded(var key, var origin) ->
                    LOG.info("admin key added", "admin_key", key, "address", origin.address());
            case Event.AdminKeyRevoked(var key, var origin) ->
                    LOG.info("admin key revoked", "admin_key", key, "address", origin.address());
            case Event.AccountAdded(var user, var origin) ->
                    LOG.info("account added", "user", user, "address", origin.address());
            case Event.AccountDisabled(var user, var ended, var origin) ->
                    LOG.info(
                            "account disabled",
                            "user",
                            user,
                            "sessions_ended",
                            ended,
                            "address",
                            origin.address());
            case Event.PasswordChanged(var user, var ended, var origin) ->
                    LOG.info(
                            "password changed",
                            "user",
                            user,
                            "sessions_ended",
                            ended,
                            "address",
                            origin.address());
            case Event.ClientAdded(var client, var origin) ->
                    LOG.info("client added", "client", client, "address", origin.address());
            case Event.ClientSecretRotated(var client, var origin) ->
                    LOG.info(
                            "client secret rotated", "client", client, "address", origin.address());
            case Event.KeyMoved(
                            var kid,
                            var signs,
                            var from,
                            var to,
                            var actor,
                            var reason,
                            var origin) ->
                    LOG.info(
                            "signing key moved",
                            "kid",
                            kid,
                            "signs",
                            signs,
                            "from",
                            from.orElse(null),
                            "to",
                            to,
                            "actor",
                            actor,
                            "reason",
                            reason,
                            "address",
                            origin.address());
            case Event.RecordsForgotten(var seal, var count, _) ->
                    LOG.info("audit records forgotten", "seal", seal, "records", count);
            case Event.RecordsLost(var count, _) ->
                    LOG.error("audit records were lost", "records", count);
            case Event.MasterKeyRotated(
                            var fingerprint,
                            var resealed,
                            var actor,
                            var reason,
                            var origin) ->
                    LOG.info(
                            "master key rotated",
                            "fingerprint",
                            fingerprint,
                            "resealed",
                            resealed,
                            "actor",
                            actor,
                            "reason",
                            reason,
                            "address",
                            origin.address());
        }
    }
}
