package dev.mintmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.MovableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;

@Timeout(60)
class ClosingTest {
    @TempDir private Path folder;

    @Test
    void an_authority_can_be_started_again_where_one_was_closed_and_only_there() {
        int port;
        try (var authority = start()) {
            port = authority.baseUrl().getPort();
            assertThat(isListening(port)).isTrue();
            assertThatThrownBy(this::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another authority is running");
        }

        assertThat(isListening(port)).isFalse();
        try (var authority = start()) {
            assertThat(isListening(authority.baseUrl().getPort())).isTrue();
        }
    }

    @Test
    void closing_twice_is_closing_once() {
        var authority = start();
        authority.close();
        authority.close();

        assertThat(isListening(authority.baseUrl().getPort())).isFalse();
    }

    private Mintmark start() {
        var flags = Map.of("data", folder.resolve("data").toString(), "port", "0");
        return switch (Settings.load(flags, Map.of())) {
            case Loading.Loaded(var settings, _) -> Mintmark.start(settings, new MovableClock());
            case Loading.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
