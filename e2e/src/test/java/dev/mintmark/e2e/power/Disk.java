package dev.mintmark.e2e.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A disk with a volatile cache, and a plug to pull.
///
/// ```text
/// folder()          ext4, where the database lies. What a process wrote and did not sync is in the
///   │               memory of the "machine".
/// disk.img          the disk. What was sent to it and not flushed is in its "cache": in fact, in
///   │               the memory of the file system that the image lies on.
/// rack.img          that file system. It holds what was flushed, and what happened to be written.
///   │
/// xfs               copies rack.img in one instant (a reflink), while all above goes on.
/// ```
///
/// So a copy is what a power loss would have left: nothing of the machine's memory and nothing of
/// the disk's cache. Mounting it replays the journals of both file systems, as after a real one.
final class Disk implements AutoCloseable {
    private static final long GIB = 1L << 30;

    private final Path folder;
    private final Mounted ground;
    private final Mounted rack;
    private final Mounted disk;

    private Disk(Path folder, Mounted ground, Mounted rack, Mounted disk) {
        this.folder = folder;
        this.ground = ground;
        this.rack = rack;
        this.disk = disk;
    }

    /// @param lying whether it says that it flushed and does not: a planted fault
    static Disk make(boolean lying) throws IOException {
        var folder = Files.createTempDirectory("mintmark-power-");
        // Programs that gave up being root must get through.
        Shell.run("chmod", "755", folder.toString());
        var groundImage = folder.resolve("ground.img");
        Mounted.make(groundImage, 12 * GIB, "mkfs.xfs", "-q", "-m", "reflink=1");
        var ground = Mounted.mount(groundImage, folder.resolve("ground"), "noatime");
        var rackImage = ground.at().resolve("rack.img");
        Mounted.make(rackImage, 4 * GIB, "mkfs.ext4", "-q");
        var rack = Mounted.mount(rackImage, folder.resolve("rack"), "noatime");
        var diskImage = rack.at().resolve("disk.img");
        Mounted.make(diskImage, 2 * GIB, "mkfs.ext4", "-q");
        Shell.run("sync");
        var disk =
                Mounted.mount(diskImage, folder.resolve("disk"), lying ? "barrier=0" : "barrier=1");
        return new Disk(folder, ground, rack, disk);
    }

    Path folder() {
        return disk.at();
    }

    /// Pulls the plug of a twin of this disk, which goes on.
    Path cut(int number) throws IOException {
        var copy = ground.at().resolve("cut" + number + ".img");
        Shell.run(
                "cp",
                "--reflink=always",
                ground.at().resolve("rack.img").toString(),
                copy.toString());
        return copy;
    }

    /// Switches the machine on again, with what a cut left.
    Restarted restart(Path cut) throws IOException {
        var rackAgain = Mounted.mount(cut, folder.resolve("rack-again"), "noatime");
        var diskAgain =
                Mounted.mount(
                        rackAgain.at().resolve("disk.img"), folder.resolve("disk-again"), "rw");
        return new Restarted(cut, rackAgain, diskAgain);
    }

    record Restarted(Path cut, Mounted rack, Mounted disk) implements AutoCloseable {
        Path folder() {
            return disk.at();
        }

        @Override
        public void close() throws IOException {
            disk.close();
            rack.close();
            Files.delete(cut);
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
        rack.close();
        ground.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
