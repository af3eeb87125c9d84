package dev.mintmark.server.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.meter.Meters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private final Authority authority = new Authority();
    private final AdminKeys keys =
            new AdminKeys(authority.store.adminKeys(), authority.clock, Some.RANDOM);

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void where_a_proxy_may_be_in_front_nobody_reads_the_numbers_without_a_key() {
        var key = keys.makeFirst(_ -> {}).orElseThrow();
        var asked = HttpRequest.of("GET", "/metrics");

        assertThat(endpoint(false).handle(asked).status()).isEqualTo(401);
        assertThat(endpoint(false).handle(asked.header("Authorization", "Bearer " + key)).status())
                .isEqualTo(200);
    }

    @Test
    void while_developing_a_direct_caller_on_this_machine_needs_none() {
        assertThat(endpoint(true).handle(HttpRequest.of("GET", "/metrics")).status())
                .isEqualTo(200);
    }

    private MetricsEndpoint endpoint(boolean openHere) {
        return new MetricsEndpoint(new Meters(), openHere, keys, authority.events);
    }
}
