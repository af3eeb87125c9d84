package dev.mintmark.server.audit.buffer;

import dev.mintmark.server.audit.AuditStore.Entry;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of a fixed size that entries are added to, one behind the other. It is mapped into
/// memory: adding one is a copy, and what was copied belongs to the operating system, which writes
/// it down whatever becomes of this process.
///
/// An entry is its length, a checksum and its bytes. The length is written last: an entry that was
/// not finished is not there.
final class BufferFile implements AutoCloseable {
    static final int SIZE = 4 << 20;
    private static final int HEAD = 2 * Integer.BYTES;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final Path path;
    private final Arena arena;
    private final MemorySegment memory;
    private volatile int end;

    private BufferFile(Path path, Arena arena, MemorySegment memory, int end) {
        this.path = path;
        this.arena = arena;
        this.memory = memory;
        this.end = end;
    }

    /// Entries that stand one behind the other.
    ///
    /// @param end where the next one begins
    record Stretch(List<Entry> entries, int end) {}

    /// A new one. Its space on the disk is taken now, because a full disk would be found out by
    /// nobody who only copies.
    static BufferFile create(Path path) throws IOException {
        try (var channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocate(1 << 16);
            for (long at = 0; at < SIZE; at += zeros.capacity()) {
                zeros.clear();
                while (zeros.hasRemaining()) {
                    channel.write(zeros, at + zeros.position());
                }
            }
            return map(path, channel);
        }
    }

    /// One that was left by a process that is no more.
    static BufferFile open(Path path) throws IOException {
        try (var channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != SIZE) {
                throw new IOException("the file has another size");
            }
            return map(path, channel);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // is closed with what is made of it
    private static BufferFile map(Path path, FileChannel channel) throws IOException {
        var arena = Arena.ofShared();
        var memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE, arena);
        int end = 0;
        for (int length = lengthAt(memory, 0); length > 0; length = lengthAt(memory, end)) {
            end += room(length);
        }
        return new BufferFile(path, arena, memory, end);
    }

    String name() {
        return path.getFileName().toString();
    }

    /// Where the next entry will begin.
    int end() {
        return end;
    }

    /// Not by two threads at once.
    ///
    /// @return whether there was room
    boolean add(Entry entry) {
        byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
        int length = Long.BYTES + text.length;
        int at = end;
        if (at + room(length) > SIZE) {
            return false;
        }
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at + HEAD, entry.at().toEpochMilli());
        MemorySegment.copy(
                text, 0, memory, ValueLayout.JAVA_BYTE, at + HEAD + Long.BYTES, text.length);
        memory.set(INT, at + Integer.BYTES, checksum(at + HEAD, length));
        VarHandle.releaseFence();
        memory.set(INT, at, length);
        end = at + room(length);
        return true;
    }

    /// @throws IOException when what stands there is not what was written
    Stretch read(int from, int most) throws IOException {
        var entries = new ArrayList<Entry>();
        int at = from;
        int until = end;
        while (at < until && entries.size() < most) {
            int length = lengthAt(memory, at);
            if (length < Long.BYTES
                    || checksum(at + HEAD, length) != memory.get(INT, at + Integer.BYTES)) {
                throw new IOException("an entry is damaged");
            }
            long time = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + HEAD);
            byte[] text =
                    memory.asSlice(at + HEAD + Long.BYTES, length - Long.BYTES)
                            .toArray(ValueLayout.JAVA_BYTE);
            entries.add(
                    new Entry(
                            Instant.ofEpochMilli(time), new String(text, StandardCharsets.UTF_8)));
            at += room(length);
        }
        return new Stretch(entries, at);
    }

    private static int lengthAt(MemorySegment memory, int at) {
        if (at + HEAD > SIZE) {
            return 0;
        }
        int length = memory.get(INT, at);
        return length > 0 && length <= SIZE - HEAD - at ? length : 0;
    }

    /// Up to the next place that a length can stand at.
    private static int room(int length) {
        return HEAD + (length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
    }

    private int checksum(int at, int length) {
        var sum = new CRC32C();
        sum.update(memory.asSlice(at, length).asByteBuffer());
        return (int) sum.getValue();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() {
        arena.close();
    }
}
