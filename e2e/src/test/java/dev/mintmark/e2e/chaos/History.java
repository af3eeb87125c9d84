package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Entry.Answered;
import dev.mintmark.e2e.chaos.Entry.Asked;
import dev.mintmark.e2e.chaos.Entry.Noted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file that is only ever added to. Of two lines, the upper one was written first: what was
/// answered above a question was known before it was asked.
final class History implements AutoCloseable {
    private final Path file;
    private final Writer out;
    private final long begin = System.nanoTime();
    private long calls;

    private History(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    static History in(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new History(file, Files.newBufferedWriter(file));
    }

    /// @return the number of the call
    synchronized long asked(
            Act act, String who, Person person, int credential, Held held, String token, int node) {
        long call = ++calls;
        write(
                new Asked(
                        call,
                        now(),
                        act,
                        who,
                        person.name(),
                        credential,
                        held.session(),
                        Held.fingerprint(token),
                        node));
        return call;
    }

    synchronized void answered(long call, Reading reading) {
        write(
                new Answered(
                        call,
                        now(),
                        reading.outcome(),
                        reading.held().session(),
                        Held.fingerprint(reading.held().token()),
                        reading.detail()));
    }

    synchronized void note(String text) {
        write(new Noted(now(), text));
    }

    /// Everything that was written, from the file.
    static List<Entry> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(Entry::parse).toList();
        }
    }

    Path file() {
        return file;
    }

    private long now() {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private void write(Entry entry) {
        try {
            out.write(entry.line());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
