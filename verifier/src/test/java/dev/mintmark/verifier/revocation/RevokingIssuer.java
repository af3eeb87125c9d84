package dev.mintmark.verifier.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.MovableClock;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.revocation.BareServer.Handler;
import dev.mintmark.verifier.revocation.BareServer.Request;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// An issuer that publishes status lists and the revocation stream by a clock that a test moves,
/// signs all with the ES256 key that [Tokens] signs tokens with, and lies at any address where it
/// is told to.
final class RevokingIssuer implements AutoCloseable {

    static final String STREAM = "/revocations/stream";
    static final String DIRECTORY = "/status-lists";
    static final int PLACES = 1024;

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String END = "";
    private static final SigningEngine SIGNER =
            SigningEngine.of(
                    TestKeys.pair(Algorithm.ES256).getPrivate(),
                    Algorithm.ES256,
                    SignatureProvider.jdk());

    private final MovableClock clock;
    private final BareServer server = new BareServer(this::answer);
    private final Map<Integer, byte[]> lists = new ConcurrentSkipListMap<>();
    private final Map<String, Handler> lies = new ConcurrentHashMap<>();
    private final Map<LinkedBlockingQueue<String>, Boolean> streams = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile String greeting = "retry: 1000\n\n: here\n\n";
    private volatile int bits = 1;
    private long sequence;

    RevokingIssuer(MovableClock clock) {
        this.clock = clock;
    }

    URI uri() {
        return server.uri();
    }

    BareServer server() {
        return server;
    }

    static String path(int list) {
        return "/status/" + list;
    }

    String listUri(int list) {
        return uri() + path(list);
    }

    /// A token that points to a place.
    Tokens token(int list, long index) {
        return token().claim(
                        "status",
                        "{\"status_list\":{\"idx\":%d,\"uri\":\"%s\"}}"
                                .formatted(index, listUri(list)));
    }

    /// A token that points to none.
    Tokens token() {
        long now = seconds();
        return Tokens.aToken()
                .claim("iss", Tokens.quoted(uri().toString()))
                .claim("iat", Long.toString(now))
                .claim("exp", Long.toString(now + 600));
    }

    RevokingIssuer withBits(int changed) {
        bits = changed;
        return this;
    }

    RevokingIssuer publishes(int list) {
        lists.put(list, new byte[PLACES * bits / 8]);
        return this;
    }

    void revoke(int list, int index) {
        set(list, index, 1);
    }

    void set(int list, int index, int value) {
        byte[] changed = lists.get(list).clone();
        int bit = index * bits;
        changed[bit / 8] |= (byte) (value << (bit % 8));
        lists.put(list, changed);
    }

    void clear(int list) {
        publishes(list);
    }

    /// What a path answers instead of what is right.
    void lies(String path, Handler handler) {
        lies.put(path, handler);
    }

    void answers(String path, String status, String headers, String body) {
        lies(path, (request, out) -> BareServer.send(out, status, headers, body));
    }

    void tellsTheTruth(String path) {
        lies.remove(path);
    }

    /// Takes connections and closes them without a word.
    void goDown() {
        down = true;
        cutStream();
    }

    void comeUp() {
        down = false;
    }

    /// What each connection to the stream begins with.
    void greets(String text) {
        greeting = text;
    }

    int openStreams() {
        return streams.size();
    }

    void send(String text) {
        streams.keySet().forEach(stream -> stream.add(text));
    }

    void heartbeat() {
        send(": still here\n\n");
    }

    /// @param items as JSON, without the brackets
    /// @return the id
    long sendFrame(String items) {
        long id = nextSequence();
        send(event(id, frame(id, items)));
        return id;
    }

    synchronized long nextSequence() {
        return ++sequence;
    }

    static String event(long id, String data) {
        return "id: %d\ndata: %s\n\n".formatted(id, data);
    }

    String frame(long seq, String items) {
        return sign(FrameReader.TYPE, frameClaims(seq, items));
    }

    String frameClaims(long seq, String items) {
        return "{\"iss\":\"%s\",\"iat\":%d,\"seq\":%d,\"items\":[%s]}"
                .formatted(uri(), seconds(), seq, items);
    }

    void cutStream() {
        send(END);
    }

    String list(int list) {
        return sign("statuslist+jwt", listClaims(list, seconds(), seconds() + 600));
    }

    String listClaims(int list, long signedAt, long expiresAt) {
        return listClaims(listUri(list), lists.get(list), signedAt, expiresAt);
    }

    String listClaims(String sub, byte[] places, long signedAt, long expiresAt) {
        try {
            return """
            {"sub":"%s","iat":%d,"exp":%d,"ttl":30,"status_list":{"bits":%d,"lst":"%s"}}\
            """
                    .formatted(
                            sub, signedAt, expiresAt, bits, StatusListReaderTest.packed(places, 9));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(String typ, String claims) {
        return sign(
                "{\"alg\":\"ES256\",\"kid\":\"ES256-key\",\"typ\":\"%s\"}".formatted(typ),
                claims,
                SIGNER);
    }

    static String sign(String header, String claims, SigningEngine signer) {
        String input =
                Base64Url.encode(header.getBytes(UTF_8))
                        + "."
                        + Base64Url.encode(claims.getBytes(UTF_8));
        return input + "." + Base64Url.encode(signer.sign(input.getBytes(US_ASCII)));
    }

    long seconds() {
        return clock.instant().getEpochSecond();
    }

    String date() {
        return "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC))
                + "\r\n";
    }

    private void answer(Request request, OutputStream out) throws IOException {
        if (down) {
            return;
        }
        String path = request.path();
        Handler lie = lies.get(path);
        if (lie != null) {
            lie.answer(request, out);
        } else if (path.equals(METADATA)) {
            json(
                    out,
                    "{\"issuer\":\"%s\",\"status_list_aggregation_endpoint\":\"%s\"}"
                            .formatted(uri(), uri() + DIRECTORY));
        } else if (path.equals(DIRECTORY)) {
            json(
                    out,
                    lists.keySet().stream()
                            .map(list -> Tokens.quoted(listUri(list)))
                            .collect(Collectors.joining(",", "{\"status_lists\":[", "]}")));
        } else if (path.equals(STREAM)) {
            stream(out);
        } else if (path.startsWith("/status/")
                && lists.containsKey(Integer.parseInt(path.substring(8)))) {
            list(Integer.parseInt(path.substring(8)), request, out);
        } else {
            BareServer.send(out, "404 Not Found", date(), "");
        }
    }

    private void json(OutputStream out, String body) throws IOException {
        BareServer.send(out, "200 OK", date() + "Content-Type: application/json\r\n", body);
    }

    private void list(int list, Request request, OutputStream out) throws IOException {
        var tag = "\"%d-%s\"".formatted(seconds(), List.of(lists.get(list).length, hash(list)));
        if (tag.equals(request.headers().get("if-none-match"))) {
            out.write(
                    ("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n" + date() + "\r\n")
                            .getBytes(US_ASCII));
            return;
        }
        BareServer.send(
                out,
                "200 OK",
                date() + "ETag: " + tag + "\r\nContent-Type: application/statuslist+jwt\r\n",
                list(list));
    }

    private int hash(int list) {
        return Arrays.hashCode(lists.get(list));
    }

    private void stream(OutputStream out) throws IOException {
        openStream(out);
        var queue = new LinkedBlockingQueue<String>();
        queue.add(greeting);
        streams.put(queue, true);
        try {
            for (String text = queue.take(); !text.equals(END); text = queue.take()) {
                out.write(text.getBytes(UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(queue);
        }
    }

    void openStream(OutputStream out) throws IOException {
        out.write(
                ("HTTP/1.1 200 OK\r\nConnection: close\r\n"
                                + date()
                                + "Content-Type: text/event-stream\r\n\r\n")
                        .getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        cutStream();
        server.close();
    }
}
