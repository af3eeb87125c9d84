package dev.mintmark.server.revocation.status;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.CompactJws;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.verifier.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/// One status list: its bits, and the newest token that says them.
final class StatusBoard {
    static final String TYPE = "statuslist+jwt";

    /// How long a verifier may go by a copy before it fetches the next.
    static final Duration TTL = Duration.ofSeconds(30);

    /// When a copy becomes worthless, whatever a verifier thinks of its age.
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Published address;
    private final StatusBits bits = new StatusBits();
    private boolean changed = true;
    private volatile @Nullable PublishedList published;

    /// For the publishing thread only.
    private String compressed = "";

    private Optional<KeyId> signedBy = Optional.empty();

    /// Where it is published, as its token says.
    record Published(String issuer, String uri, String aggregationUri) {}

    StatusBoard(Published address, BitSet revoked) {
        this.address = address;
        bits.setAll(revoked);
    }

    synchronized void revoke(int place) {
        changed |= bits.set(place);
    }

    synchronized void revokeAll(BitSet places) {
        bits.setAll(places);
        changed = true;
    }

    Optional<PublishedList> current() {
        return Optional.ofNullable(published);
    }

    /// Makes a new token, if the one there is says too little, is getting old, or is signed by a
    /// key that signs no more.
    ///
    /// @param asOf everything that was revoked before this moment has been put here
    void publish(SigningKey key, Instant asOf) {
        var newBits = takeChange();
        boolean isOld =
                current()
                        .map(list -> !asOf.isBefore(list.asOf().plus(TTL.dividedBy(2))))
                        .orElse(true);
        if (newBits.isEmpty() && !isOld && signedBy.equals(Optional.of(key.kid()))) {
            return;
        }
        newBits.ifPresent(changedBits -> compressed = StatusBits.compressed(changedBits));
        published = PublishedList.of(CompactJws.sign(key, TYPE, claims(asOf)), asOf);
        signedBy = Optional.of(key.kid());
    }

    private synchronized Optional<byte[]> takeChange() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(bits.copy());
    }

    private byte[] claims(Instant asOf) {
        return new JsonWriter()
                .beginObject()
                .field("iss", address.issuer())
                .field("sub", address.uri())
                .field("iat", asOf.getEpochSecond())
                .field("exp", asOf.plus(LIFE).getEpochSecond())
                .field("ttl", TTL.toSeconds())
                .name("status_list")
                .beginObject()
                .field("bits", 1)
                .field("lst", compressed)
                .field("aggregation_uri", address.aggregationUri())
                .endObject()
                .endObject()
                .toBytes();
    }
}
