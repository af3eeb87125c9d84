package dev.mintmark.server;

import dev.mintmark.server.fault.CannotStart;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The folder an authority keeps its own files in. One authority at a time: it holds a lock for as
/// long as it runs, which the system lets go of even when the process is killed.
///
/// | file | what |
/// |---|---|
/// | `mintmark.db` | the embedded database |
/// | `master.key` | the master key, on a developer's machine only |
/// | `admin.key` | the first admin key, on a developer's machine only |
/// | `endpoint` | base URL of the authority that runs here now |
/// | `lock` | held while one runs |
public final class DataDirectory implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String MASTER_KEY = "master.key";
    private static final String ADMIN_KEY = "admin.key";
    private static final String ENDPOINT = "endpoint";
    private static final String AUDIT_BUFFER = "audit-buffer";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Makes the folder when it is missing (readable by its owner only), and takes the lock.
    ///
    /// @throws CannotStart when it cannot be written or another authority runs on it
    public static DataDirectory open(Path path) {
        try {
            create(path);
            var channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "Another authority is running on the data directory "
                                + path
                                + ". Stop it first, or give this one a directory of its own with"
                                + " --data.");
            }
            var directory = new DataDirectory(path, channel, lock);
            Files.deleteIfExists(path.resolve(ENDPOINT));
            return directory;
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path + " cannot be written by this user.", e);
        }
    }

    public Optional<String> masterKey() {
        return read(MASTER_KEY);
    }

    public void writeMasterKey(String text) {
        writeSecret(MASTER_KEY, text);
    }

    public void writeAdminKey(String text) {
        writeSecret(ADMIN_KEY, text);
    }

    /// Where records wait for the database.
    public Path auditBuffer() {
        return path.resolve(AUDIT_BUFFER);
    }

    public Path adminKeyFile() {
        return path.resolve(ADMIN_KEY);
    }

    public Path masterKeyFile() {
        return path.resolve(MASTER_KEY);
    }

    /// Leaves the base URL for commands that are run on this machine.
    public void writeEndpoint(String baseUrl) {
        write(ENDPOINT, baseUrl);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(ENDPOINT));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<String> read(String name) {
        var file = path.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be read by this user.", e);
        }
    }

    private void writeSecret(String name, String text) {
        write(name, text);
    }

    /// Whole or not at all, and for the owner's eyes only from the first byte on.
    private void write(String name, String text) {
        try {
            var draft = Files.createTempFile(path, name, ".new", ownerOnly("rw-------"));
            try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(
                        java.nio.ByteBuffer.wrap(
                                (text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                out.force(true);
            }
            Files.move(
                    draft,
                    path.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotStart("The file " + path.resolve(name) + " cannot be written.", e);
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            Files.createDirectory(path, ownerOnly("rwx------"));
        }
    }

    /// Waits a little: a command that starts an authority of its own for a moment holds it too.
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        var waiting = new FutureTask<>(channel::lock);
        Thread.ofPlatform().daemon().name("waits-for-lock").start(waiting);
        try {
            return waiting.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OverlappingFileLockException) {
                return null;
            }
            throw new IOException(e.getCause());
        }
    }

    private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix =
                java.nio.file.FileSystems.getDefault()
                        .supportedFileAttributeViews()
                        .contains("posix");
        return posix
                ? new java.nio.file.attribute.FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new java.nio.file.attribute.FileAttribute<?>[0];
    }
}
