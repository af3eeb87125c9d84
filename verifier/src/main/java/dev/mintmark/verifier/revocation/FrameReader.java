package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The claims of a frame whose signature has held.
final class FrameReader {

    static final String TYPE = "mintmark-revocation+jwt";
    static final int MOST_CHARACTERS = 64 * 1024;
    static final int MOST_ITEMS = 1_000;

    /// Each item counts, and so does each member of one.
    static final JsonLimits LIMITS = new JsonLimits(48 * 1024, 8, 6 * MOST_ITEMS);

    private static final int LARGEST_VALUE = 255;
    private static final int LONGEST_TEXT = 2_048;

    private FrameReader() {}

    static Frame read(JsonObject claims) throws Malformed {
        OptionalLong signedAt = NumericDate.roundedUp(claims.member("iat"));
        if (signedAt.isEmpty()) {
            throw new Malformed("iat is absent or not a date");
        }
        long sequence = wholeNumber(claims.member("seq"));
        if (sequence < 0) {
            throw new Malformed("seq is absent or not a whole number from 0");
        }
        if (!(claims.member("items") instanceof JsonArray array)) {
            throw new Malformed("items is absent or not an array");
        }
        if (array.items().size() > MOST_ITEMS) {
            throw new Malformed("there are more than " + MOST_ITEMS + " items");
        }
        var items = new ArrayList<RevokedItem>(array.items().size());
        for (JsonValue value : array.items()) {
            RevokedItem item = value instanceof JsonObject members ? item(members) : null;
            if (item != null) {
                items.add(item);
            }
        }
        int skipped = array.items().size() - items.size();
        return new Frame(signedAt.getAsLong(), sequence, List.copyOf(items), skipped);
    }

    /// Null for kinds that later versions may have. Members that we do not know change nothing.
    private static @Nullable RevokedItem item(JsonObject members) {
        String uri = text(members, "uri");
        if (uri != null) {
            long index = wholeNumber(members.member("idx"));
            long value = wholeNumber(members.member("v"));
            return index < 0 || index > PlaceTable.LARGEST_INDEX || value < 0
                    ? null
                    : new RevokedItem.Place(uri, index, (int) Math.min(value, LARGEST_VALUE));
        }
        String kid = text(members, "kid");
        if (kid != null) {
            return new RevokedItem.Key(kid);
        }
        String sid = text(members, "sid");
        if (sid != null) {
            return new RevokedItem.Session(sid);
        }
        String jti = text(members, "jti");
        if (jti != null) {
            return new RevokedItem.Token(jti, NumericDate.roundedUp(members.member("exp")));
        }
        OptionalLong before = NumericDate.roundedUp(members.member("nbf"));
        if (before.isEmpty()) {
            return null;
        }
        String sub = text(members, "sub");
        if (sub != null) {
            return new RevokedItem.SubjectBefore(sub, before.getAsLong());
        }
        // Anything beside it narrows it down in a way that we do not know.
        return members.members().size() == 1 ? new RevokedItem.AllBefore(before.getAsLong()) : null;
    }

    private static @Nullable String text(JsonObject members, String name) {
        return members.string(name)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT)
                .orElse(null);
    }

    /// Negative when it is absent or no such number.
    private static long wholeNumber(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? number.asLong().orElse(-1) : -1;
    }
}
