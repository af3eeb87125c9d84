package dev.mintmark.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.guard.KnownDevices;
import dev.mintmark.server.guard.SignInBrakes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;

class SignInGateTest {
    private final Authority authority = new Authority();

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void behind_a_proxy_that_nobody_named_this_machine_says_nothing_about_people() {
        var gate = gate(true);

        assertThat(gate.addressOf(new Origin("127.0.0.1"))).isEmpty();
        assertThat(gate.addressOf(new Origin("::1"))).isEmpty();
        assertThat(gate.addressOf(new Origin("192.0.2.1")))
                .contains(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Test
    void otherwise_this_machine_is_a_caller_like_any_other() {
        assertThat(gate(false).addressOf(new Origin("127.0.0.1")))
                .contains(InetAddress.ofLiteral("127.0.0.1"));
    }

    private SignInGate gate(boolean proxiesUnnamed) {
        return new SignInGate(
                new SignInBrakes(true, Some.RANDOM, authority.clock),
                proxiesUnnamed,
                new KnownDevices(Some.bytes(32), Some.RANDOM),
                authority.accounts,
                authority.families);
    }
}
