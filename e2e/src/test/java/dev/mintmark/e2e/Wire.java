package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/// A connection that carries exactly what it is told, right or wrong. A character is a byte.
final class Wire implements Closeable {
    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(URI authority) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), authority.getPort());
        // Only a hanging server would ever be waited for so long.
        socket.setSoTimeout(60_000);
        return new Wire(socket);
    }

    Wire send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// Says that nothing more will come.
    Wire end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The status line and the headers of one answer.
    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /// Everything until the server closes.
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
