package dev.mintmark.server.revocation.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A piece of the stream, as it goes over the wire to everybody who follows. The same array for all
/// of them.
///
/// @param position up to which everything has been told once this has been read
record Frame(long position, byte[] bytes) {
    /// For a reader that falls behind: it fetches all lists. Its place stays where it was, so that
    /// it is told everything else when it comes back.
    static final Frame LOST = of(0, "event: resync\ndata: -\n\n");

    /// For a reader that cannot be told what it missed: it fetches all lists.
    static Frame resync(long position) {
        return of(position, "event: resync\nid: " + position + "\ndata: -\n\n");
    }

    /// Says where the stream stands, and nothing else.
    static Frame place(long position) {
        return of(position, "id: " + position + "\n\n");
    }

    /// @param isWhole everything up to the position is told with this; before that, whoever comes
    ///   back must be told again
    static Frame signed(long position, boolean isWhole, byte[] jws) {
        var id = isWhole ? "id: " + position + "\n" : "";
        return of(position, id + "data: " + new String(jws, US_ASCII) + "\n\n");
    }

    private static Frame of(long position, String text) {
        return new Frame(position, text.getBytes(US_ASCII));
    }
}
