package dev.mintmark.server.revocation.stream;

import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.key.CompactJws;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Turns notices into signed frames.
///
/// A frame is at most so many notices, which keeps it below the 64 KiB that readers take. Notices
/// of one position are told in frames of their own when there are more, cut at the same places by
/// every node. So a frame has the same number wherever a reader comes back to.
final class FrameWriter {
    static final String TYPE = "mintmark-revocation+jwt";

    private static final int LARGEST = 100;

    /// How many frames one position may take.
    private static final int BITS_FOR_PARTS = 12;

    private final String issuer;
    private final Supplier<SigningKey> key;
    private final InstantSource clock;

    FrameWriter(String issuer, Supplier<SigningKey> key, InstantSource clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /// @param notices in order, and all there are of each position
    List<Frame> write(List<Notice> notices) {
        var frames = new ArrayList<Frame>();
        int from = 0;
        while (from < notices.size()) {
            int to = end(notices, from);
            if (to - from <= LARGEST) {
                frames.add(frame(notices.subList(from, to), 0, true));
            } else {
                parts(notices.subList(from, to), frames);
            }
            from = to;
        }
        return frames;
    }

    /// Where a frame that begins here ends: before the position that would make it too large.
    private static int end(List<Notice> notices, int from) {
        int end = from;
        while (end < notices.size()) {
            int next = end;
            while (next < notices.size()
                    && notices.get(next).position() == notices.get(end).position()) {
                next++;
            }
            if (next - from > LARGEST && end > from) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private void parts(List<Notice> ofOnePosition, List<Frame> frames) {
        int size = ofOnePosition.size();
        int part = 0;
        for (int from = 0; from < size; from += LARGEST) {
            int to = Math.min(size, from + LARGEST);
            frames.add(frame(ofOnePosition.subList(from, to), part++, to == size));
        }
    }

    private Frame frame(List<Notice> notices, int part, boolean isWhole) {
        long position = notices.getLast().position();
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("iss", issuer)
                        .field("iat", clock.instant().getEpochSecond())
                        .field("seq", (position << BITS_FOR_PARTS) + part)
                        .name("items")
                        .beginArray();
        notices.forEach(notice -> item(json, notice.what()));
        byte[] claims = json.endArray().endObject().toBytes();
        return Frame.signed(position, isWhole, CompactJws.sign(key.get(), TYPE, claims));
    }

    private void item(JsonWriter json, Revoked what) {
        switch (what) {
            case Revoked.Session(var id, var status) -> {
                status(json, status);
                json.beginObject().field("sid", id.toString()).endObject();
            }
            case Revoked.Token(var id, var expiresAt) ->
                    json.beginObject()
                            .field("jti", id)
                            .field("exp", seconds(expiresAt))
                            .endObject();
            case Revoked.OfUser(var user, var notBefore) ->
                    json.beginObject()
                            .field("sub", user.value())
                            .field("nbf", seconds(notBefore))
                            .endObject();
            case Revoked.OfEverybody(var notBefore) ->
                    json.beginObject().field("nbf", seconds(notBefore)).endObject();
            case Revoked.Key(var kid) -> json.beginObject().field("kid", kid.value()).endObject();
        }
    }

    private void status(JsonWriter json, StatusIndex status) {
        json.beginObject()
                .field("uri", StatusLists.uri(issuer, status.list()))
                .field("idx", status.place())
                .field("v", 1)
                .endObject();
    }

    /// Up, so that nothing is called good that was revoked.
    private static long seconds(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }
}
