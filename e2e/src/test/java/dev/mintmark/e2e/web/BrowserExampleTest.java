package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// `examples/browser/run`, as a reader starts it: every part is the real one.
class BrowserExampleTest {
    @TempDir private Path folder;

    @Test
    void the_example_runs_and_does_what_its_page_says() throws Exception {
        Programs.need("nginx");
        int port = ProxyProcess.freePort();
        var example = start(port);
        try (var laptop = Chromium.fresh();
                var phone = Chromium.fresh()) {
            awaitReady(example);
            var page = laptop.newPage();
            page.navigate("http://localhost:" + port);
            page.click("#nobody .button");
            signIn(page);
            page.fill("#item", "a teapot");
            page.click("#add button");
            page.waitForSelector("#orders li:has-text('a teapot')");
            var tab = laptop.newPage();
            tab.navigate("http://localhost:" + port);
            tab.waitForSelector("#orders li:has-text('a teapot')");
            var other = phone.newPage();
            other.navigate("http://localhost:" + port + "/login?client_id=shop&return_to=%2F");
            signIn(other);

            page.click("#sign-out-everywhere");

            tab.waitForSelector("#nobody:visible");
            other.reload();
            other.waitForSelector("#nobody:visible");
            assertThat(other.content()).doesNotContain("teapot");
        } finally {
            example.destroy();
            example.onExit().join();
        }
    }

    private static void signIn(com.microsoft.playwright.Page page) {
        page.fill("#username", "ada");
        page.fill("#password", "correct horse battery");
        page.click("button[type=submit]");
        page.waitForSelector("#somebody:visible");
    }

    private Process start(int port) throws IOException {
        var builder =
                new ProcessBuilder("../examples/browser/run")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("run.out").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MINTMARK_"));
        environment.put("WEB_PORT", String.valueOf(port));
        environment.put("MINTMARK_PORT", String.valueOf(ProxyProcess.freePort()));
        environment.put("SERVER_PORT", String.valueOf(ProxyProcess.freePort()));
        environment.put("EXAMPLE_TARGET", folder.resolve("target").toString());
        return builder.start();
    }

    /// A build may have to come first.
    private void awaitReady(Process example) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!Files.readString(folder.resolve("run.out")).contains("ready ")) {
            assertThat(example.isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(folder.resolve("run.out")))
                    .isTrue();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
