package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.revocation.FeedReaders;

import java.util.Arrays;
import java.util.List;

/// An event stream, and the frames in it as if their signature had held. The first byte of the
/// input says in pieces of which size it comes, which must make no difference.
public final class FramesTarget {

    private FramesTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        Bounded.run(data.length, () -> read(stream, 1 + (data[0] & 0xFF)));
    }

    private static void read(byte[] stream, int pieceBytes) {
        List<String> heard = FeedReaders.heard(stream, Math.max(1, stream.length));
        Bounded.require(
                heard.equals(FeedReaders.heard(stream, pieceBytes)), "pieces make another stream");
        for (String text : heard) {
            Bounded.require(text.length() <= FeedReaders.LONGEST_LINE + 160, "too long an event");
            FeedReaders.objectionToFrame(text.getBytes(UTF_8))
                    .ifPresent(objection -> Bounded.require(false, objection));
        }
    }
}
