package dev.mintmark.verifier.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/// Cuts an event stream into its events (HTML Living Standard, section 9.2.6) as the bytes come in.
///
/// What is kept between two calls is at most one line and one event, each within a bound. Bytes
/// that are no UTF-8 become U+FFFD, as the standard has it; nothing signed survives that.
final class EventStreamParser {

    /// Who is told.
    interface Listener {

        void event(ServerEvent event);

        /// An `id:` and nothing else: where the stream stands.
        void place(String id);

        /// A line that begins with a colon. It says nothing but that somebody is there.
        void comment();

        /// How long the other side wants us to wait before we come back.
        void retry(long millis);
    }

    /// Longer ones cannot be sent back in a header.
    private static final int LONGEST_ID = 128;

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final int mostCharacters;
    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String lastId;
    private String toldId;
    private boolean hasData;
    private boolean begun;
    private boolean afterCarriageReturn;

    /// @param lastId from an earlier connection
    /// @param mostCharacters of one line, and of the data of one event
    EventStreamParser(String lastId, int mostCharacters, Listener listener) {
        this.lastId = lastId;
        this.toldId = lastId;
        this.mostCharacters = mostCharacters;
        this.listener = listener;
    }

    /// Takes all that is left in the buffer.
    void take(ByteBuffer bytes) throws Malformed {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean second = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                if (!second) {
                    endOfLine();
                }
            } else {
                if (line.size() == mostCharacters) {
                    throw new Malformed("a line of the stream is too long");
                }
                line.write(next);
            }
        }
    }

    private void endOfLine() throws Malformed {
        String text = line.toString(UTF_8);
        line.reset();
        if (!begun) {
            begun = true;
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            listener.comment();
            return;
        }
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String field, String value) throws Malformed {
        switch (field) {
            case "data" -> {
                if (data.length() + value.length() + 1 > mostCharacters) {
                    throw new Malformed("an event of the stream is too long");
                }
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            case "event" -> type = value;
            case "id" -> {
                if (value.length() <= LONGEST_ID && VISIBLE_ASCII.matcher(value).matches()) {
                    lastId = value;
                }
            }
            case "retry" -> {
                if (DIGITS.matcher(value).matches()) {
                    listener.retry(Long.parseLong(value));
                }
            }
            default -> {
                // Fields that nobody knows are to be skipped.
            }
        }
    }

    /// The standard drops events without data. We do not: what matters most about `resync` is that
    /// it came.
    private void dispatch() {
        boolean moved = !lastId.equals(toldId);
        toldId = lastId;
        if (hasData || !type.isEmpty()) {
            var event = new ServerEvent(type, data.toString(), lastId);
            data.setLength(0);
            type = "";
            hasData = false;
            listener.event(event);
        } else if (moved) {
            listener.place(lastId);
        }
    }
}
