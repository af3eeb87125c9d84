package dev.mintmark.server.event;

import dev.mintmark.server.id.AdminKeyId;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.Optional;

/// Something worth remembering. None holds a token, a password, a secret or what somebody typed.
public sealed interface Event {
    record SignedIn(UserId user, ClientId client, FamilyId family, Origin origin)
            implements Event {}

    record SignInRefused(Optional<UserId> user, ClientId client, String reason, Origin origin)
            implements Event {}

    /// @param converged the same token was handed out before: a racing twin, or a lost reply
    record Refreshed(
            FamilyId family,
            UserId user,
            ClientId client,
            int generation,
            boolean converged,
            Origin origin)
            implements Event {}

    record RefreshRefused(Optional<FamilyId> family, ClientId client, String reason, Origin origin)
            implements Event {}

    /// Two parties hold tokens of one family: one of them stole them.
    record RefreshReused(
            FamilyId family,
            UserId user,
            ClientId client,
            int presentedGeneration,
            int newestGeneration,
            Origin origin)
            implements Event {}

    record ServiceTokenIssued(ClientId client, Origin origin) implements Event {}

    /// A client asked for a token that it may not have.
    ///
    /// @param grant by which it asked
    record TokenRefused(ClientId client, String grant, String reason, Origin origin)
            implements Event {}

    record SessionEnded(FamilyId family, UserId user, ClientId client, String reason, Origin origin)
            implements Event {}

    record SessionsEnded(UserId user, int count, String reason, Origin origin) implements Event {}

    /// All that was issued before a moment was voided.
    ///
    /// @param user whose it was; empty for everybody's
    record CutOff(Optional<UserId> user, Instant notBefore, int sessionsEnded, Origin origin)
            implements Event {}

    /// One access token was denied before its time.
    ///
    /// @param client whose token it is, where that is known
    record TokenDenied(String tokenId, Optional<ClientId> client, String reason, Origin origin)
            implements Event {}

    /// A client may not revoke what it showed.
    record RevocationRefused(ClientId client, String reason, Origin origin) implements Event {}

    /// Somebody reported credentials that they say have leaked.
    ///
    /// @param ended how many of them lived until now
    record LeakReported(int reported, int ended, Origin origin) implements Event {}

    /// An admin key was among what somebody reported; it goes on working.
    record AdminKeyLeaked(Origin origin) implements Event {}

    /// @param client that the caller said to be, if there is one of that name
    record ClientRefused(Optional<ClientId> client, String reason, Origin origin)
            implements Event {}

    /// A request with somebody's cookie that does not come from our own pages.
    record CrossSiteRefused(String reason, Origin origin) implements Event {}

    /// Somebody tried so often that they have to wait. Told when it begins, not for each attempt.
    ///
    /// @param brake which of them
    /// @param user whose account it is about, where there is one
    /// @param untold refusals of whoever it is that were not told one by one
    record Braked(String brake, Optional<UserId> user, long untold, Origin origin)
            implements Event {}

    /// Something is odd, as of now.
    ///
    /// @param alert the number of the alert
    /// @param about one word or identifier: a service, an account, an address
    record AlertOpened(String alert, String kind, String about, Origin origin) implements Event {}

    /// It is odd no more.
    record AlertClosed(String alert, String kind, String about, Origin origin) implements Event {}

    record AdminRefused(String reason, Origin origin) implements Event {}

    /// Somebody opened the console with an admin key.
    record AdminSignedIn(AdminKeyId key, Origin origin) implements Event {}

    record AdminSignedOut(AdminKeyId key, Origin origin) implements Event {}

    record AdminKeyAdded(AdminKeyId key, Origin origin) implements Event {}

    record AdminKeyRevoked(AdminKeyId key, Origin origin) implements Event {}

    record AccountAdded(UserId user, Origin origin) implements Event {}

    record AccountDisabled(UserId user, int sessionsEnded, Origin origin) implements Event {}

    record PasswordChanged(UserId user, int sessionsEnded, Origin origin) implements Event {}

    record ClientAdded(ClientId client, Origin origin) implements Event {}

    record ClientSecretRotated(ClientId client, Origin origin) implements Event {}

    /// A signing key came one step further in its life.
    ///
    /// @param signs which algorithm, for which purpose
    /// @param from where it was; empty for a key that is new
    /// @param actor on whose behalf: the schedule's, an administrator's
    record KeyMoved(
            KeyId kid,
            String signs,
            Optional<String> from,
            String to,
            String actor,
            String reason,
            Origin origin)
            implements Event {}

    /// The oldest records of what happened were forgotten, as they had been kept for long enough.
    ///
    /// @param seal over them
    record RecordsForgotten(long seal, int count, Origin origin) implements Event {}

    /// Records of what happened could not be kept: the database was away for too long.
    record RecordsLost(long count, Origin origin) implements Event {}

    /// Everything that rests was sealed under another master key.
    ///
    /// @param fingerprint of that key
    record MasterKeyRotated(
            String fingerprint, int resealed, String actor, String reason, Origin origin)
            implements Event {}
}
