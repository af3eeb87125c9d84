package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonLimits;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Finds the claims of a payload in one pass over its bytes and makes nothing of them yet.
///
/// It knows only what nearly every token looks like: ASCII without escapes, few members, dates as
/// whole numbers, each claim of the type it has to be. Whatever else it meets, lawful or not, it
/// gives up on, and the payload is read as a whole. So it may be too narrow and never too lax, and
/// what is wrong with a payload is said in one place only.
final class PayloadScan {

    /// The claims that are kept as places: two numbers each, where the value begins and ends. For a
    /// string that is without its quotes.
    static final int ISS = 0;

    static final int SUB = 2;
    static final int AUD = 4;
    static final int CLIENT_ID = 6;
    static final int JTI = 8;
    static final int SID = 10;
    static final int SCOPE = 12;
    static final int STATUS_URI = 14;
    private static final int PLACES = 16;

    private static final int USUAL_NAMES = 16;
    private static final int MOST_NAMES = 64;
    private static final int MOST_VALUES = 128;
    private static final int DEEPEST = 8;
    private static final int MOST_DIGITS = 12;
    private static final int LONGEST_IDENTIFIER = 255;
    private static final long LATEST = 253_402_300_799L;

    private static final byte[] CLIENT_ID_NAME = {'c', 'l', 'i', 'e', 'n', 't', '_', 'i', 'd'};
    private static final byte[] STATUS_LIST_NAME = {
        's', 't', 'a', 't', 'u', 's', '_', 'l', 'i', 's', 't'
    };

    /// Which object a name stands in.
    private enum Inside {
        PAYLOAD,
        STATUS,
        STATUS_LIST,
        OTHER
    }

    private final byte[] json;
    private final int[] places = new int[PLACES];
    private long[] names = new long[USUAL_NAMES];
    private int nameCount;
    private int values;
    private int at;

    private long issuedAt = -1;
    private long expiresAt = -1;
    private long notBefore;
    private long statusIndex = -1;
    private boolean bound;
    private boolean audienceIsArray;
    private boolean hasStatusList;

    private PayloadScan(byte[] json) {
        this.json = json;
    }

    /// The claims, or null when this payload has to be read as a whole.
    static @Nullable ScannedClaims scan(byte[] json) {
        if (json.length > JsonLimits.CLAIMS.maxBytes()) {
            return null;
        }
        var scan = new PayloadScan(json);
        scan.skipSpace();
        if (!scan.object(Inside.PAYLOAD, 1)) {
            return null;
        }
        scan.skipSpace();
        return scan.at == json.length && scan.isComplete() ? scan.claims() : null;
    }

    private boolean isComplete() {
        return has(ISS)
                && has(SUB)
                && has(AUD)
                && has(CLIENT_ID)
                && has(JTI)
                && issuedAt >= 0
                && expiresAt >= 0
                && (!hasStatusList || (has(STATUS_URI) && statusIndex >= 0));
    }

    private boolean has(int claim) {
        return places[claim + 1] > 0;
    }

    private ScannedClaims claims() {
        return new ScannedClaims(
                json, places, audienceIsArray, issuedAt, expiresAt, notBefore, statusIndex, bound);
    }

    private boolean object(Inside inside, int depth) {
        if (depth > DEEPEST || !take('{')) {
            return false;
        }
        int base = nameCount;
        skipSpace();
        if (!take('}')) {
            do {
                skipSpace();
                if (!member(inside, base, depth)) {
                    return false;
                }
                skipSpace();
            } while (take(','));
            if (!take('}')) {
                return false;
            }
        }
        nameCount = base;
        return true;
    }

    private boolean member(Inside inside, int base, int depth) {
        int from = at + 1;
        if (!string() || !isNew(from, at - 1, base)) {
            return false;
        }
        int to = at - 1;
        skipSpace();
        if (!take(':') || ++values > MOST_VALUES) {
            return false;
        }
        skipSpace();
        return switch (inside) {
            case PAYLOAD -> claim(from, to, depth);
            case STATUS ->
                    isName(from, to, STATUS_LIST_NAME)
                            ? statusList(depth)
                            : value(Inside.OTHER, depth);
            case STATUS_LIST -> statusReference(from, to, depth);
            case OTHER -> value(Inside.OTHER, depth);
        };
    }

    /// Names are compared by a hash first. They have no escapes, so equal names are equal bytes.
    private boolean isNew(int from, int to, int base) {
        if (nameCount == MOST_NAMES || to - from > LONGEST_IDENTIFIER) {
            return false;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + json[i];
        }
        for (int i = base; i < nameCount; i++) {
            if ((int) (names[i] >>> 32) == hash) {
                int start = (int) names[i] >>> 8;
                int length = (int) names[i] & 0xFF;
                if (Arrays.equals(json, start, start + length, json, from, to)) {
                    return false;
                }
            }
        }
        if (nameCount == names.length) {
            names = Arrays.copyOf(names, MOST_NAMES);
        }
        names[nameCount++] = (long) hash << 32 | (long) from << 8 | (to - from);
        return true;
    }

    private boolean claim(int from, int to, int depth) {
        return switch (to - from) {
            case 3 -> shortClaim(json[from] << 16 | json[from + 1] << 8 | json[from + 2], depth);
            case 5 -> fiveLetters(from, depth);
            case 6 -> sixLetters(from, depth);
            case 9 ->
                    isName(from, to, CLIENT_ID_NAME)
                            ? identifier(CLIENT_ID)
                            : value(Inside.OTHER, depth);
            default -> value(Inside.OTHER, depth);
        };
    }

    private boolean shortClaim(int name, int depth) {
        return switch (name) {
            case 'i' << 16 | 's' << 8 | 's' -> text(ISS);
            case 's' << 16 | 'u' << 8 | 'b' -> identifier(SUB);
            case 'a' << 16 | 'u' << 8 | 'd' -> audience();
            case 'j' << 16 | 't' << 8 | 'i' -> identifier(JTI);
            case 's' << 16 | 'i' << 8 | 'd' -> identifier(SID);
            case 'i' << 16 | 'a' << 8 | 't' -> (issuedAt = wholeNumber()) >= 0;
            case 'e' << 16 | 'x' << 8 | 'p' -> (expiresAt = wholeNumber()) >= 0;
            case 'n' << 16 | 'b' << 8 | 'f' -> (notBefore = wholeNumber()) >= 0;
            case 'c' << 16 | 'n' << 8 | 'f' -> {
                bound = value(Inside.OTHER, depth);
                yield bound;
            }
            default -> value(Inside.OTHER, depth);
        };
    }

    private boolean fiveLetters(int from, int depth) {
        if (isName(from, 's', 'c', 'o', 'p', 'e')) {
            return scope();
        }
        // Of another kind of token: not ours to be quick about.
        return !isName(from, 'n', 'o', 'n', 'c', 'e') && value(Inside.OTHER, depth);
    }

    private boolean sixLetters(int from, int depth) {
        if (isName(from, 's', 't', 'a', 't', 'u', 's')) {
            return object(Inside.STATUS, depth + 1);
        }
        return !isName(from, 'e', 'v', 'e', 'n', 't', 's') && value(Inside.OTHER, depth);
    }

    private boolean statusList(int depth) {
        hasStatusList = true;
        return object(Inside.STATUS_LIST, depth + 1);
    }

    private boolean statusReference(int from, int to, int depth) {
        if (to - from == 3 && isName(from, 'u', 'r', 'i')) {
            return text(STATUS_URI);
        }
        if (to - from == 3 && isName(from, 'i', 'd', 'x')) {
            return (statusIndex = wholeNumber()) >= 0;
        }
        return value(Inside.OTHER, depth);
    }

    private boolean isName(int from, char... letters) {
        for (int i = 0; i < letters.length; i++) {
            if (json[from + i] != letters[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isName(int from, int to, byte[] name) {
        return Arrays.equals(json, from, to, name, 0, name.length);
    }

    /// A string that is not empty.
    private boolean text(int claim) {
        int from = at + 1;
        if (!string() || at - 1 == from) {
            return false;
        }
        places[claim] = from;
        places[claim + 1] = at - 1;
        return true;
    }

    private boolean identifier(int claim) {
        return text(claim) && places[claim + 1] - places[claim] <= LONGEST_IDENTIFIER;
    }

    /// Words with one space between two of them.
    private boolean scope() {
        if (!text(SCOPE)) {
            return false;
        }
        boolean afterSpace = true;
        for (int i = places[SCOPE]; i < places[SCOPE + 1]; i++) {
            boolean space = json[i] == ' ';
            if (space && afterSpace) {
                return false;
            }
            afterSpace = space;
        }
        return !afterSpace;
    }

    private boolean audience() {
        if (peek() != '[') {
            return text(AUD);
        }
        int from = at++;
        audienceIsArray = true;
        do {
            skipSpace();
            if (++values > MOST_VALUES || !string()) {
                return false;
            }
            skipSpace();
        } while (take(','));
        places[AUD] = from;
        places[AUD + 1] = at;
        return take(']');
    }

    private boolean value(Inside inside, int depth) {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(inside, depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> word('t', 'r', 'u', 'e');
            case 'f' -> word('f', 'a', 'l', 's', 'e');
            case 'n' -> word('n', 'u', 'l', 'l');
            default -> wholeNumber() >= 0;
        };
    }

    private boolean array(int depth) {
        at++;
        if (depth > DEEPEST) {
            return false;
        }
        skipSpace();
        if (take(']')) {
            return true;
        }
        do {
            skipSpace();
            if (++values > MOST_VALUES || !value(Inside.OTHER, depth)) {
                return false;
            }
            skipSpace();
        } while (take(','));
        return take(']');
    }

    /// Past a string of printable ASCII without escapes.
    private boolean string() {
        if (peek() != '"') {
            return false;
        }
        for (int i = at + 1; i < json.length && json[i] >= 0x20 && json[i] != '\\'; i++) {
            if (json[i] == '"') {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    private boolean word(char... letters) {
        if (json.length - at < letters.length || !isName(at, letters)) {
            return false;
        }
        at += letters.length;
        return true;
    }

    /// -1 for every other kind of number. What follows it is looked at by whoever asked.
    private long wholeNumber() {
        int from = at;
        long number = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            number = number * 10 + (json[at] - '0');
            if (++at - from > MOST_DIGITS) {
                return -1;
            }
        }
        int digits = at - from;
        boolean lawful = digits > 0 && (digits == 1 || json[from] != '0');
        return lawful && number <= LATEST ? number : -1;
    }

    private void skipSpace() {
        while (at < json.length
                && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private int peek() {
        return at < json.length ? json[at] : -1;
    }
}
