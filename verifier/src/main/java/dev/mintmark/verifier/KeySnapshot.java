package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The last good key set on disk, so that a service can start while its issuer is down.
///
/// Nothing signs the file: whoever can write it can bring in keys of their own. So it is readable
/// and writable for its owner alone from the moment it exists, and one that is not, that is a link,
/// or that belongs to another user is not believed.
final class KeySnapshot {

    private static final System.Logger LOG = System.getLogger(KeySnapshot.class.getPackageName());

    private static final int FORMAT = 1;

    /// A set of the greatest size, each of its bytes escaped, and what stands around it.
    private static final JsonLimits LIMITS =
            new JsonLimits(6 * JsonLimits.DOCUMENT.maxBytes() + 4096, 1, 8);

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /// @param document a JWK Set
    record Restored(byte[] document, Instant fetchedAt) {}

    private final Path file;
    private final Path folder;
    private final String source;

    /// @param source whose keys these are; a file of another's is not believed
    KeySnapshot(Path file, String source) {
        this.file = file.toAbsolutePath();
        this.source = source;
        Path parent = this.file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IllegalArgumentException(
                    "a snapshot of keys needs a folder that is there: " + this.file);
        }
        this.folder = parent;
    }

    /// Replaces the file as a whole. A failure is the operator's to know, and nothing more: the
    /// keys in memory are good.
    void write(byte[] document, Instant fetchedAt) {
        byte[] text =
                new JsonWriter()
                        .beginObject()
                        .field("mintmark_key_snapshot", FORMAT)
                        .field("source", source)
                        .field("fetched_at", fetchedAt.getEpochSecond())
                        .field("jwks", new String(document, UTF_8))
                        .endObject()
                        .toBytes();
        try {
            Path fresh = newFile();
            try {
                fill(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the key snapshot " + file + " was not written: " + e);
        }
    }

    /// What was written last, null when there is nothing that can be relied on.
    @Nullable Restored read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try {
            String objection = objectionToFile();
            if (objection != null) {
                return ignored(objection);
            }
            return content();
        } catch (IOException e) {
            return ignored(e.toString());
        }
    }

    private Path newFile() throws IOException {
        String prefix = "." + file.getFileName();
        return isPosix()
                ? Files.createTempFile(
                        folder, prefix, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createTempFile(folder, prefix, ".new");
    }

    private static void fill(Path fresh, byte[] text) throws IOException {
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(text);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private @Nullable String objectionToFile() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "it is a link or no file at all";
        }
        if (!isPosix()) {
            return null;
        }
        var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.containsAll(permissions)) {
            return "its permissions are "
                    + PosixFilePermissions.toString(permissions)
                    + " and have to be rw-------";
        }
        String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        String user = ProcessHandle.current().info().user().orElse(owner);
        return user.equals(owner) ? null : "it belongs to another user";
    }

    private boolean isPosix() {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }

    private @Nullable Restored content() throws IOException {
        byte[] text;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = in.readNBytes(LIMITS.maxBytes() + 1);
        }
        try {
            return JsonReader.read(text, LIMITS) instanceof JsonObject members
                    ? content(members)
                    : ignored("it is damaged");
        } catch (MalformedJson e) {
            return ignored("it is damaged: " + e.getMessage());
        }
    }

    private @Nullable Restored content(JsonObject members) {
        String jwks = members.string("jwks").orElse(null);
        if (number(members, "mintmark_key_snapshot") != FORMAT || jwks == null) {
            return ignored("it is damaged, or of another version");
        }
        if (!members.string("source").equals(Optional.of(source))) {
            return ignored("it is of another issuer");
        }
        long fetchedAt = number(members, "fetched_at");
        return fetchedAt < 0
                ? ignored("it is damaged")
                : new Restored(jwks.getBytes(UTF_8), Instant.ofEpochSecond(fetchedAt));
    }

    /// -1 when it is absent or out of range.
    private static long number(JsonObject members, String name) {
        long value =
                members.member(name) instanceof JsonNumber number ? number.asLong().orElse(-1) : -1;
        return value <= Instant.MAX.getEpochSecond() ? value : -1;
    }

    private @Nullable Restored ignored(String reason) {
        LOG.log(Level.WARNING, "the key snapshot " + file + " is not used: " + reason);
        return null;
    }
}
