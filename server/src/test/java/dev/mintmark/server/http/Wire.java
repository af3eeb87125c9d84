package dev.mintmark.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// A client that sends exactly what it is told, right or wrong.
final class Wire implements Closeable {
    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // Only a hanging server would ever be waited for so long.
        socket.setSoTimeout(20_000);
        return new Wire(socket);
    }

    Wire send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// Says that nothing more will come. To the server it looks as if nobody was there any more.
    Wire end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Everything until the server closes.
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /// One answer that names its length.
    String readAnswer() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                return head.toString();
            }
            head.append((char) c);
        }
        var body = socket.getInputStream().readNBytes(length(head.toString()));
        return head + new String(body, ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
