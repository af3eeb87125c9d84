package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The readers of what an issuer's lists and stream bring, for the fuzzer: they are nobody's
/// business outside this package.
public final class FeedReaders {

    public static final String LIST = "https://id.example/status/1";
    public static final int MOST_LIST_BYTES = 64 * 1024;
    public static final int LONGEST_LINE = 4 * 1024;

    private FeedReaders() {}

    /// What there is at each place.
    public interface Places {
        int bits();

        byte[] packed();

        long count();

        int value(long index);
    }

    /// The list that these claims hold, once their signature has held.
    public static Optional<Places> list(byte[] claims) {
        JsonObject members = object(claims, new JsonLimits(128 * 1024, 8, 64));
        if (members == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(places(StatusListReader.read(members, LIST, MOST_LIST_BYTES)));
        } catch (Malformed refused) {
            return Optional.empty();
        }
    }

    private static Places places(StatusList list) {
        return new Places() {
            @Override
            public int bits() {
                return list.bits();
            }

            @Override
            public byte[] packed() {
                return list.packed();
            }

            @Override
            public long count() {
                return list.places();
            }

            @Override
            public int value(long index) {
                return list.value(index);
            }
        };
    }

    /// Why a frame with these claims is not as it may be; empty for one that is refused, too.
    public static Optional<String> objectionToFrame(byte[] claims) {
        JsonObject members = object(claims, FrameReader.LIMITS);
        if (members == null) {
            return Optional.empty();
        }
        try {
            Frame frame = FrameReader.read(members);
            return frame.sequence() < 0
                            || frame.skipped() < 0
                            || frame.items().size() + frame.skipped() > FrameReader.MOST_ITEMS
                    ? Optional.of("a count is out of range")
                    : frame.items().stream()
                            .filter(item -> !isLawful(item))
                            .map(item -> "an item is not lawful")
                            .findFirst();
        } catch (Malformed refused) {
            return Optional.empty();
        }
    }

    private static boolean isLawful(RevokedItem item) {
        if (item instanceof RevokedItem.Place place) {
            return isText(place.uri())
                    && place.index() >= 0
                    && place.index() <= PlaceTable.LARGEST_INDEX
                    && place.value() >= 0
                    && place.value() <= 255;
        } else if (item instanceof RevokedItem.Session session) {
            return isText(session.id());
        } else if (item instanceof RevokedItem.Token token) {
            return isText(token.id());
        } else if (item instanceof RevokedItem.SubjectBefore cutOff) {
            return isText(cutOff.subject());
        } else if (item instanceof RevokedItem.Key key) {
            return isText(key.id());
        }
        return item instanceof RevokedItem.AllBefore;
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= 2_048;
    }

    /// What a listener hears of an event stream that comes in pieces, and at the end why it was
    /// broken off.
    public static List<String> heard(byte[] stream, int pieceBytes) {
        var heard = new ArrayList<String>();
        var parser = new EventStreamParser("", LONGEST_LINE, listener(heard));
        try {
            for (int from = 0; from < stream.length; from += pieceBytes) {
                int length = Math.min(pieceBytes, stream.length - from);
                parser.take(ByteBuffer.wrap(stream, from, length));
            }
        } catch (Malformed refused) {
            heard.add("refused: " + refused.rule());
        }
        return heard;
    }

    private static EventStreamParser.Listener listener(List<String> heard) {
        return new EventStreamParser.Listener() {
            @Override
            public void event(ServerEvent event) {
                heard.add("event " + event.type() + " " + event.lastId());
                heard.add(event.data());
            }

            @Override
            public void place(String id) {
                heard.add("place " + id);
            }

            @Override
            public void comment() {
                heard.add("comment");
            }

            @Override
            public void retry(long millis) {
                heard.add("retry " + millis);
            }
        };
    }

    private static @Nullable JsonObject object(byte[] json, JsonLimits limits) {
        try {
            return JsonReader.read(json, limits) instanceof JsonObject object ? object : null;
        } catch (MalformedJson refused) {
            return null;
        }
    }
}
