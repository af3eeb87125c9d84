package dev.mintmark.e2e.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that serves as a disk, and the file system on it.
record Mounted(String device, Path at) implements AutoCloseable {

    /// @param options of `mount`
    static Mounted mount(Path image, Path at, String options) throws IOException {
        var device = Shell.run("losetup", "--find", "--show", image.toString());
        try {
            Files.createDirectories(at);
            Shell.run("mount", "-o", options, device, at.toString());
            return new Mounted(device, at);
        } catch (IOException e) {
            Shell.run("losetup", "--detach", device);
            throw e;
        }
    }

    /// Takes space on the disk below only where something is written.
    static void make(Path image, long bytes, String... mkfs) throws IOException {
        Shell.run("truncate", "--size=" + bytes, image.toString());
        var command = java.util.Arrays.copyOf(mkfs, mkfs.length + 1);
        command[mkfs.length] = image.toString();
        Shell.run(command);
    }

    @Override
    public void close() throws IOException {
        Shell.run("umount", at.toString());
        Shell.run("losetup", "--detach", device);
    }
}
