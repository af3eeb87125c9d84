package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.vectors.VectorCase;
import dev.mintmark.verifier.vectors.Vectors;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the fuzzer begins with: the published vectors, in the form each target reads.
final class Seeds {

    private Seeds() {}

    /// Writes a folder per target into the folder that is named, and prints a line per target: its
    /// label and its class.
    public static void main(String[] arguments) throws IOException {
        for (Target target : Target.values()) {
            write(target, Path.of(arguments[0]).resolve(target.label()));
            System.out.println(target.label() + " " + target.type().getName());
        }
    }

    private static void write(Target target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (byte[] seed : of(target)) {
            Files.write(folder.resolve("seed-" + number++), seed);
        }
    }

    static List<byte[]> of(Target target) {
        return Stream.concat(
                        ownOf(target), Vectors.all().stream().flatMap(each -> of(target, each)))
                .toList();
    }

    private static Stream<byte[]> of(Target target, VectorCase each) {
        return switch (target) {
            case TOKEN -> Stream.of(each.token().getBytes(UTF_8));
            case SIGNED -> signed(each);
            // Its input is not a text but a list of choices; any bytes are one.
            case CLAIMS -> part(each, 1);
            case PROOF -> Stream.of(('\0' + each.token()).getBytes(UTF_8));
            case REQUEST -> Stream.of(RequestTarget.with("Bearer " + each.token()));
            case KEY_SET -> each.keySet().map(set -> set.getBytes(UTF_8)).stream();
            case STATUS_LIST, FRAMES -> Stream.empty();
            case JSON -> Stream.concat(part(each, 0), part(each, 1));
        };
    }

    /// Under the algorithm and the key that this target has.
    private static Stream<byte[]> signed(VectorCase each) {
        return part(each, 0)
                .map(header -> new String(header, UTF_8))
                .map(header -> header.replaceAll("(\"alg\": ?)\"[A-Za-z0-9]+\"", "$1\"HS256\""))
                .map(header -> header.replaceAll("(\"kid\": ?)\"[^\"]+\"", "$1\"fuzz\""))
                .flatMap(header -> part(each, 1).map(payload -> joined(header, payload)));
    }

    private static Stream<byte[]> ownOf(Target target) {
        String proof = ProofTarget.HEADER + '\0' + ProofTarget.PAYLOAD;
        String good = SignedTexts.goodToken();
        return switch (target) {
            case PROOF ->
                    Stream.of(proof, proof + "\0HTTPS://api.example.com:443/x/../orders/%37")
                            .map(text -> text.getBytes(UTF_8));
            case REQUEST ->
                    Stream.of(
                                    "Bearer " + good,
                                    "bearer  " + good,
                                    "Basic dTpw",
                                    "DPoP " + good + "\nDPoP: a.b.c",
                                    "Bearer " + good + "\nAuthorization: Bearer a.b.c",
                                    "Bearer a.b.c\ntraceparent: 00-"
                                            + "a1".repeat(16)
                                            + "-00f067aa0ba902b7-01")
                            .map(RequestTarget::with);
            case STATUS_LIST -> lists();
            case FRAMES -> streams();
            case TOKEN, SIGNED, CLAIMS, KEY_SET, JSON -> Stream.empty();
        };
    }

    private static Stream<byte[]> lists() {
        byte[] places = {1, 0, 64, 3};
        byte[] packed = StatusListTarget.deflated(places);
        String claims = new String(StatusListTarget.claims(2, packed), UTF_8);
        return Stream.of(
                after(StatusListTarget.PLACES, places),
                after(StatusListTarget.PLACES, new byte[512]),
                after(StatusListTarget.ZLIB, packed),
                after(StatusListTarget.ZLIB, StatusListTarget.deflated(new byte[4096])),
                after(StatusListTarget.CLAIMS, claims.getBytes(UTF_8)),
                after(
                        StatusListTarget.CLAIMS,
                        claims.replace(",\"ttl\":30", ",\"ttl\":0.5").getBytes(UTF_8)));
    }

    private static Stream<byte[]> streams() {
        return Stream.of(
                        """
                        :
                        retry: 3000

                        id: 7
                        data: {"iat":1800000000,"seq":7,"items":[{"sid":"s1"},{"jti":"j1","exp":1800000600}]}

                        """,
                        """
                        id: a.8
                        event: frame
                        data: {"iat":1800000001.5,"seq":8,"items":[{"uri":"https://id.example/status/1",
                        data: "idx":9,"v":1},{"kid":"k"},{"sub":"u","nbf":1800000000},{"nbf":1},{"x":1}]}

                        event: resync
                        data: -

                        """)
                .map(text -> after((byte) 6, text.getBytes(UTF_8)));
    }

    private static byte[] after(byte first, byte[] rest) {
        var both = new byte[rest.length + 1];
        both[0] = first;
        System.arraycopy(rest, 0, both, 1, rest.length);
        return both;
    }

    private static byte[] joined(String header, byte[] payload) {
        byte[] start = (header + '\0').getBytes(UTF_8);
        var both = new byte[start.length + payload.length];
        System.arraycopy(start, 0, both, 0, start.length);
        System.arraycopy(payload, 0, both, start.length, payload.length);
        return both;
    }

    private static Stream<byte[]> part(VectorCase each, int index) {
        String[] parts = each.token().split("\\.", -1);
        byte @Nullable [] decoded = index < parts.length ? Base64Url.decode(parts[index]) : null;
        return Stream.ofNullable(decoded);
    }
}
