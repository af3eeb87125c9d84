package dev.mintmark.testing.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs programs of PostgreSQL, which refuse to run as root. Where the tests do, they run as
/// nobody.
final class Commands {
    /// What every Linux calls nobody, by number, as the name of the group differs.
    private static final String NOBODY = "65534";

    private static final List<String> DROP_PRIVILEGES =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private Commands() {}

    static ProcessBuilder asNobody(List<String> command) {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(DROP_PRIVILEGES);
        }
        whole.addAll(command);
        return new ProcessBuilder(whole);
    }

    /// A folder that the programs may write to.
    static Path handOver(Path folder) throws IOException {
        if (isRoot()) {
            var users = FileSystems.getDefault().getUserPrincipalLookupService();
            Files.setOwner(folder, users.lookupPrincipalByName("nobody"));
        }
        return folder;
    }

    static void expectSuccess(String name, Process process) throws IOException {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("%s failed with exit code %d".formatted(name, code));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
