package dev.mintmark.server.audit.ship;

import dev.mintmark.server.audit.AuditLines;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.AuditStore.Row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A syslog server (RFC 5424). Over TCP each message says how long it is (RFC 6587 section 3.4.1);
/// over UDP it is one datagram (RFC 5426). Syslog has no receipt: what a server took in and then
/// lost does not come again.
public record SyslogSink(String host, int port, boolean tcp) implements Sink {
    /// "Log audit".
    private static final int FACILITY = 13;

    private static final int TO_CONNECT_MILLIS = 5_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void send(List<Row> rows) throws IOException {
        if (tcp) {
            byTcp(rows);
        } else {
            byUdp(rows);
        }
    }

    private void byTcp(List<Row> rows) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TO_CONNECT_MILLIS);
            var all = new ByteArrayOutputStream();
            for (var row : rows) {
                byte[] message = message(row);
                all.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                all.writeBytes(message);
            }
            socket.getOutputStream().write(all.toByteArray());
            socket.getOutputStream().flush();
            socket.shutdownOutput();
        }
    }

    private void byUdp(List<Row> rows) throws IOException {
        try (var socket = new DatagramSocket()) {
            for (var row : rows) {
                byte[] message = message(row);
                socket.send(
                        new DatagramPacket(
                                message, message.length, new InetSocketAddress(host, port)));
            }
        }
    }

    private static byte[] message(Row row) {
        var record = AuditLog.read(row);
        int severity = record.map(one -> one.facts().kind().syslogSeverity()).orElse(4);
        var kind = record.map(one -> one.facts().kind().word()).orElse("unreadable");
        var head =
                "<%d>1 %s - mintmark - %s - "
                        .formatted(FACILITY * 8 + severity, TIME.format(row.at()), kind);
        return (head + new String(AuditLines.of(row), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
