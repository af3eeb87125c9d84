package dev.mintmark.e2e.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// One request on a connection of its own, byte for byte, so that it can be broken off.
record Exchange(String request) {
    /// Longer than any node makes anybody wait.
    private static final int PATIENCE_MS = 20_000;

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    record Reply(int status, String body) {}

    static Exchange form(String path, String authorization, String... pairs) {
        var form = new StringJoiner("&");
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return of(
                "POST", path, authorization, "application/x-www-form-urlencoded", form.toString());
    }

    static Exchange json(String path, String authorization, String body) {
        return of("POST", path, authorization, "application/json", body);
    }

    static Exchange delete(String path, String authorization) {
        return of("DELETE", path, authorization, "application/json", "");
    }

    static String basic(String id, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(ISO_8859_1));
    }

    private static Exchange of(
            String method, String path, String authorization, String type, String body) {
        var head = new StringBuilder();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        head.append("Host: id.example.com\r\nConnection: close\r\n");
        if (!authorization.isEmpty()) {
            head.append("Authorization: ").append(authorization).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        return new Exchange(head.toString());
    }

    /// @param hangUpAfter milliseconds, after which nobody is there to read the answer
    /// @throws IOException when there is no whole answer
    Reply with(int port, OptionalInt hangUpAfter) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            if (hangUpAfter.isPresent()) {
                Pause.millis(hangUpAfter.getAsInt());
                throw new IOException("hung up");
            }
            return reply(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }

    private static Reply reply(String bytes) throws IOException {
        int end = bytes.indexOf("\r\n\r\n");
        var status = STATUS.matcher(bytes);
        if (end < 0 || !status.find()) {
            throw new IOException("no whole head");
        }
        var body = bytes.substring(end + 4);
        var length = LENGTH.matcher(bytes.substring(0, end + 2));
        if (length.find() && Integer.parseInt(length.group(1)) != body.length()) {
            throw new IOException("no whole body");
        }
        return new Reply(Integer.parseInt(status.group(1)), body);
    }
}
