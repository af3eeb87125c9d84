package dev.mintmark.server.audit.ship;

import dev.mintmark.server.audit.AuditLines;
import dev.mintmark.server.audit.AuditStore.Row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file that JSON lines are added to. It is opened each time, so whoever rotates files may move
/// it away whenever they like.
public record FileSink(Path file) implements Sink {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public void send(List<Row> rows) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var lines = ByteBuffer.wrap(lines(rows));
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            channel.force(false);
        }
    }

    static byte[] lines(List<Row> rows) {
        var lines = new ByteArrayOutputStream();
        for (var row : rows) {
            lines.writeBytes(AuditLines.of(row));
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
