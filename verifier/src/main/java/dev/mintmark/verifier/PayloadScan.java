package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.json.JsonLimits;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds the claims of a payload in one pass over its bytes and makes nothing of them yet.
///
/// It knows only what nearly every token looks like: ASCII without escapes, few members, dates as
/// whole numbers, each claim of the type it has to be. Whatever else it meets, lawful or not, it
/// gives up on, and the payload is read as a whole. So it may be too narrow and never too lax, and
/// what is wrong with a payload is said in one place only.
final class PayloadScan {

    /// The claims that are kept as places: two numbers each, where the value begins and ends. For a
    /// string that is without its quotes. A payload is shorter than a `short` can count.
    static final int ISS = 0;

    static final int SUB = 2;
    static final int AUD = 4;
    static final int CLIENT_ID = 6;
    static final int JTI = 8;
    static final int SID = 10;
    static final int SCOPE = 12;
    static final int STATUS_URI = 14;
    private static final int PLACES = 16;

    /// The claims that are kept as what they are, numbered on.
    private static final int ISSUED_AT = 16;

    private static final int EXPIRES_AT = 17;
    private static final int NOT_BEFORE = 18;
    private static final int CONFIRMATION = 19;
    private static final int OTHER_KIND = 20;
    private static final int UNKNOWN = -1;

    private static final int USUAL_NAMES = 8;
    private static final int MOST_NAMES = 64;
    private static final int MOST_VALUES = 128;
    private static final int DEEPEST = 8;
    private static final int MOST_DIGITS = 12;
    private static final int LONGEST_IDENTIFIER = 255;
    private static final long LATEST = 253_402_300_799L;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private static final long ISS_NAME = word("iss");
    private static final long SUB_NAME = word("sub");
    private static final long AUD_NAME = word("aud");
    private static final long JTI_NAME = word("jti");
    private static final long SID_NAME = word("sid");
    private static final long IAT_NAME = word("iat");
    private static final long EXP_NAME = word("exp");
    private static final long NBF_NAME = word("nbf");
    private static final long CNF_NAME = word("cnf");
    private static final long URI_NAME = word("uri");
    private static final long IDX_NAME = word("idx");
    private static final long SCOPE_NAME = word("scope");
    private static final long NONCE_NAME = word("nonce");
    private static final long STATUS_NAME = word("status");
    private static final long EVENTS_NAME = word("events");
    private static final long CLIENT_ID_BEGINS = word("client_i");
    private static final long STATUS_LIST_BEGINS = word("status_l");
    private static final long STATUS_LIST_ENDS = word("tus_list");
    private static final long TRUE = word("true");
    private static final long FALSE = word("false");
    private static final long NULL = word("null");

    /// Which object a name stands in.
    private enum Inside {
        PAYLOAD,
        STATUS,
        STATUS_LIST,
        OTHER
    }

    private final byte[] json;
    private final short[] places = new short[PLACES];

    /// Of each name that is not that of a claim with a number: eight bits of a hash, where it
    /// begins, and its length.
    private int[] names = new int[USUAL_NAMES];

    private int nameCount;

    /// One bit for each claim that came.
    private int seen;

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
        if (!string()) {
            return false;
        }
        int length = at - 1 - from;
        long word = word(from, length);
        int claim = inside == Inside.PAYLOAD ? claimOf(from, length, word) : UNKNOWN;
        if (!(claim == UNKNOWN ? isNew(from, length, word, base) : isFirst(claim))) {
            return false;
        }
        skipSpace();
        if (!take(':') || ++values > MOST_VALUES) {
            return false;
        }
        skipSpace();
        return switch (inside) {
            case PAYLOAD -> claim(claim, depth);
            case STATUS ->
                    isStatusList(from, length, word)
                            ? statusList(depth)
                            : value(Inside.OTHER, depth);
            case STATUS_LIST -> statusReference(length, word, depth);
            case OTHER -> value(Inside.OTHER, depth);
        };
    }

    /// Whether a claim that has a number comes for the first time: one bit to look at instead of
    /// all names so far.
    private boolean isFirst(int claim) {
        int before = seen;
        seen = before | 1 << claim;
        return seen != before;
    }

    /// Names are compared by a few bits first. They have no escapes, so equal names are equal
    /// bytes.
    private boolean isNew(int from, int length, long word, int base) {
        if (nameCount == MOST_NAMES || length > LONGEST_IDENTIFIER) {
            return false;
        }
        int hash = (int) ((word * 0x9E37_79B9_7F4A_7C15L) >>> 56);
        int name = hash << 24 | from << 8 | length;
        for (int i = base; i < nameCount; i++) {
            if (((names[i] ^ name) & 0xFF00_00FF) == 0) {
                int start = (names[i] >>> 8) & 0xFFFF;
                if (Arrays.equals(json, start, start + length, json, from, from + length)) {
                    return false;
                }
            }
        }
        if (nameCount == names.length) {
            names = Arrays.copyOf(names, MOST_NAMES);
        }
        names[nameCount++] = name;
        return true;
    }

    /// The number of a claim that matters here.
    private int claimOf(int from, int length, long word) {
        return switch (length) {
            case 3 -> threeLetters(word);
            case 5 -> word == SCOPE_NAME ? SCOPE : word == NONCE_NAME ? OTHER_KIND : UNKNOWN;
            case 6 -> word == STATUS_NAME ? STATUS_URI : word == EVENTS_NAME ? OTHER_KIND : UNKNOWN;
            case 9 -> word == CLIENT_ID_BEGINS && json[from + 8] == 'd' ? CLIENT_ID : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static int threeLetters(long name) {
        if (name == ISS_NAME) {
            return ISS;
        } else if (name == SUB_NAME) {
            return SUB;
        } else if (name == AUD_NAME) {
            return AUD;
        } else if (name == JTI_NAME) {
            return JTI;
        } else if (name == SID_NAME) {
            return SID;
        } else if (name == IAT_NAME) {
            return ISSUED_AT;
        } else if (name == EXP_NAME) {
            return EXPIRES_AT;
        } else if (name == NBF_NAME) {
            return NOT_BEFORE;
        }
        return name == CNF_NAME ? CONFIRMATION : UNKNOWN;
    }

    private boolean claim(int claim, int depth) {
        return switch (claim) {
            case ISS -> text(ISS);
            case SUB, JTI, SID, CLIENT_ID -> identifier(claim);
            case AUD -> audience();
            case SCOPE -> scope();
            case STATUS_URI -> object(Inside.STATUS, depth + 1);
            case ISSUED_AT -> (issuedAt = wholeNumber()) >= 0;
            case EXPIRES_AT -> (expiresAt = wholeNumber()) >= 0;
            case NOT_BEFORE -> (notBefore = wholeNumber()) >= 0;
            case CONFIRMATION -> confirmation(depth);
            // Nonces and events are of another kind of token: not ours to be quick about.
            case OTHER_KIND -> false;
            default -> value(Inside.OTHER, depth);
        };
    }

    private boolean confirmation(int depth) {
        bound = value(Inside.OTHER, depth);
        return bound;
    }

    private boolean isStatusList(int from, int length, long word) {
        return length == 11 && word == STATUS_LIST_BEGINS && word(from + 3, 8) == STATUS_LIST_ENDS;
    }

    private boolean statusList(int depth) {
        hasStatusList = true;
        return object(Inside.STATUS_LIST, depth + 1);
    }

    private boolean statusReference(int length, long name, int depth) {
        if (length == 3 && name == URI_NAME) {
            return text(STATUS_URI);
        }
        if (length == 3 && name == IDX_NAME) {
            return (statusIndex = wholeNumber()) >= 0;
        }
        return value(Inside.OTHER, depth);
    }

    /// The bytes from there on, eight of them at most, in one number; those missing are zeros.
    private long word(int from, int length) {
        if (from + Long.BYTES <= json.length) {
            long word = (long) WORDS.get(json, from);
            return length >= Long.BYTES ? word : word & ((1L << (Byte.SIZE * length)) - 1);
        }
        long word = 0;
        for (int i = 0; i < Math.min(length, json.length - from); i++) {
            word |= (json[from + i] & 0xFFL) << (Byte.SIZE * i);
        }
        return word;
    }

    private static long word(String letters) {
        return new PayloadScan(letters.getBytes(US_ASCII)).word(0, letters.length());
    }

    /// A string that is not empty.
    private boolean text(int claim) {
        int from = at + 1;
        if (!string() || at - 1 == from) {
            return false;
        }
        keep(claim, from, at - 1);
        return true;
    }

    private void keep(int claim, int from, int to) {
        places[claim] = (short) from;
        places[claim + 1] = (short) to;
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
        int to = places[SCOPE + 1];
        for (int i = places[SCOPE]; i < to; i++) {
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
        keep(AUD, from, at);
        return take(']');
    }

    private boolean value(Inside inside, int depth) {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(inside, depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> literal(TRUE, 4);
            case 'f' -> literal(FALSE, 5);
            case 'n' -> literal(NULL, 4);
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
        int i = at + 1;
        for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
            long ends = ends((long) WORDS.get(json, i));
            if (ends != 0) {
                i += Long.numberOfTrailingZeros(ends) / Byte.SIZE;
                at = i + 1;
                return json[i] == '"';
            }
        }
        return lastString(i);
    }

    /// The same for the last few bytes, one by one.
    private boolean lastString(int from) {
        for (int i = from; i < json.length && json[i] >= 0x20 && json[i] != '\\'; i++) {
            if (json[i] == '"') {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    /// Marks the first of eight bytes that ends a string of printable ASCII or does not belong in
    /// one, by its highest bit. Of those after it nothing is said.
    ///
    /// A subtraction sets that bit for the byte that is too small, and for bytes that have it
    /// already, which are none of ASCII and marked anyway.
    private static long ends(long word) {
        return (((word ^ '"' * EACH_BYTE) - EACH_BYTE)
                        | ((word ^ '\\' * EACH_BYTE) - EACH_BYTE)
                        | (word - 0x20 * EACH_BYTE)
                        | word)
                & HIGHEST_BITS;
    }

    private boolean literal(long word, int length) {
        if (word(at, length) != word) {
            return false;
        }
        at += length;
        return true;
    }

    /// -1 for every other kind of number. What follows it is looked at by whoever asked.
    private long wholeNumber() {
        int from = at;
        int to = Math.min(json.length, from + MOST_DIGITS + 1);
        int i = from;
        long number = 0;
        while (i < to && json[i] >= '0' && json[i] <= '9') {
            number = number * 10 + (json[i++] - '0');
        }
        at = i;
        int digits = i - from;
        boolean lawful = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || json[from] != '0');
        return lawful && number <= LATEST ? number : -1;
    }

    private void skipSpace() {
        // Nearly never is there any.
        if (at < json.length && json[at] <= ' ') {
            skipSomeSpace();
        }
    }

    private void skipSomeSpace() {
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
