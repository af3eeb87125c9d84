package dev.mintmark.server.audit.buffer;

import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/// Records that wait for the database. Adding one costs no system call and waits for nobody, and it
/// outlives the process; a few times a second all that wait are written in one transaction, each
/// exactly once.
///
/// The files together have a bound. When the database is away for so long that it is reached, what
/// comes then is counted and not kept, and one record says how much that was.
public final class Buffer implements AutoCloseable {
    private static final Log LOG = Log.of(Buffer.class);
    private static final String ENDING = ".buffer";
    private static final long EVERY_MILLIS = 100;
    private static final int AT_ONCE = 1_000;
    private static final int NAME_BYTES = 16;

    private final Path folder;
    private final AuditStore store;
    private final int mostFiles;
    private final RandomGenerator random;
    private final LongFunction<Entry> lostRecord;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-buffer").daemon().factory());

    /// Guards what is added to: the last file, and the number of those that were lost.
    private final Object adding = new Object();

    private final Deque<BufferFile> files = new ArrayDeque<>();
    private long lost;

    /// Held by whoever writes to the database.
    private final Object draining = new Object();

    /// Up to where the first file has been taken.
    private int taken;

    /// Whether the database may have taken more, and only the answer got lost.
    private boolean unsure;

    private boolean failing;

    private Buffer(
            Path folder,
            AuditStore store,
            int mostFiles,
            RandomGenerator random,
            LongFunction<Entry> lostRecord) {
        this.folder = folder;
        this.store = store;
        this.mostFiles = mostFiles;
        this.random = random;
        this.lostRecord = lostRecord;
    }

    /// Opens the buffer with what an earlier process left in it.
    ///
    /// @param folder of this process alone
    /// @param cap how many bytes its files may have together
    /// @param lostRecord what to remember of so many that could not be kept
    public static Buffer open(
            Path folder,
            AuditStore store,
            long cap,
            RandomGenerator random,
            LongFunction<Entry> lostRecord) {
        int mostFiles = (int) Math.max(2, cap / BufferFile.SIZE);
        var buffer = new Buffer(folder, store, mostFiles, random, lostRecord);
        try {
            Files.createDirectories(folder);
            buffer.openLeft();
            buffer.files.addLast(buffer.newFile());
        } catch (IOException e) {
            throw new CannotStart(
                    "The folder %s cannot be used for records that wait for the database: %s."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        return buffer;
    }

    public void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::drainAgain, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Takes a record: what is here when this returns is not lost with the process.
    public void add(Entry entry) {
        synchronized (adding) {
            if (!files.getLast().add(entry) && !(addFile() && files.getLast().add(entry))) {
                if (lost++ == 0) {
                    LOG.error("the audit buffer is full; records are being lost");
                }
            }
        }
    }

    private boolean addFile() {
        if (files.size() >= mostFiles) {
            return false;
        }
        try {
            files.addLast(newFile());
            return true;
        } catch (IOException e) {
            LOG.error("the audit buffer cannot grow", e);
            return false;
        }
    }

    /// Writes to the database all that waits.
    ///
    /// @throws dev.mintmark.server.fault.Unavailable when it cannot be reached
    public void drain() {
        synchronized (draining) {
            while (takeSome()) {
                // There may be more.
            }
        }
    }

    /// @return whether there was something
    private boolean takeSome() {
        BufferFile first;
        boolean isLast;
        synchronized (adding) {
            first = files.getFirst();
            isLast = files.size() == 1;
        }
        if (unsure) {
            taken = store.taken(first.name());
            unsure = false;
        }
        var stretch = read(first);
        if (!stretch.entries().isEmpty()) {
            unsure = true;
            store.take(first.name(), taken, stretch.end(), stretch.entries());
            unsure = false;
            taken = stretch.end();
            return true;
        }
        if (isLast) {
            return tellOfLost();
        }
        remove(first);
        return true;
    }

    private BufferFile.Stretch read(BufferFile file) {
        try {
            return file.read(taken, AT_ONCE);
        } catch (IOException e) {
            LOG.error("a file of the audit buffer is damaged; its rest is left out", e);
            taken = file.end();
            return new BufferFile.Stretch(List.of(), taken);
        }
    }

    /// The file first: a name without a file does no harm.
    private void remove(BufferFile file) {
        synchronized (adding) {
            files.removeFirst();
        }
        taken = 0;
        try {
            file.delete();
            store.forgetBuffer(file.name());
        } catch (IOException | Unavailable e) {
            LOG.warn("a file of the audit buffer could not be deleted", e, "file", file.name());
        }
    }

    private boolean tellOfLost() {
        synchronized (adding) {
            if (lost == 0 || !files.getLast().add(lostRecord.apply(lost))) {
                return false;
            }
            lost = 0;
            return true;
        }
    }

    private void drainAgain() {
        try {
            drain();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("records wait for the database", "why", e.getMessage());
            }
            failing = true;
        }
    }

    /// What is not in the database by then stays in the files for the next start.
    @Override
    public void close() {
        timer.shutdown();
        try {
            var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drainAgain();
        synchronized (draining) {
            synchronized (adding) {
                if (files.size() == 1 && taken == files.getFirst().end() && !failing) {
                    remove(files.getFirst());
                }
                files.forEach(BufferFile::close);
                files.clear();
            }
        }
    }

    /// Files have names by chance: which of them comes first does not matter.
    private void openLeft() throws IOException {
        try (var left = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var path : left) {
                takeLeft(path);
            }
        }
    }

    /// A file that a power loss has damaged must not keep the authority from starting.
    private void takeLeft(Path path) throws IOException {
        try {
            take(path);
        } catch (IOException e) {
            LOG.error("a file of the audit buffer is damaged and was set aside", e);
            Files.move(path, path.resolveSibling(path.getFileName() + ".damaged"));
        }
    }

    private void take(Path path) throws IOException {
        try (var file = BufferFile.open(path)) {
            int at = store.taken(file.name());
            for (var stretch = file.read(at, AT_ONCE);
                    !stretch.entries().isEmpty();
                    stretch = file.read(at, AT_ONCE)) {
                store.take(file.name(), at, stretch.end(), stretch.entries());
                at = stretch.end();
            }
        }
        Files.delete(path);
        store.forgetBuffer(path.getFileName().toString());
    }

    private BufferFile newFile() throws IOException {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return BufferFile.create(folder.resolve(HexFormat.of().formatHex(name) + ENDING));
    }
}
