package dev.mintmark.cli.admin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// What a running authority leaves in its data directory for the commands on the same machine:
/// `endpoint`, its address, while it holds `lock`; and `admin.key`.
record DataDirectory(Path folder) {
    Path adminKey() {
        return folder.resolve("admin.key");
    }

    /// The address of the authority that runs on this directory. A killed authority leaves its
    /// `endpoint` behind but not its lock, and the port may belong to a stranger by now, who must
    /// not be handed the admin key.
    Optional<String> endpoint() {
        var file = folder.resolve("endpoint");
        try {
            var address = Files.readString(file, StandardCharsets.UTF_8).strip();
            return address.isEmpty() || !isHeld() ? Optional.empty() : Optional.of(address);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// A shared lock is enough to learn that somebody has the exclusive one, needs no right to
    /// write, and keeps two commands that look at the same moment from taking each other for an
    /// authority.
    private boolean isHeld() {
        var file = folder.resolve("lock");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                @Nullable FileLock ours = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return ours == null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
