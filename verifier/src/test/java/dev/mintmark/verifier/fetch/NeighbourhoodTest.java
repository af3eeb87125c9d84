package dev.mintmark.verifier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@DisplayName("R-080: nobody sends us inside")
class NeighbourhoodTest {

    private static final URI ISSUER = URI.create("https://id.example");
    private static final URI ELSEWHERE = URI.create("https://keys.example/jwks");

    /// What names stand for at the moment.
    private final Map<String, List<String>> names = new HashMap<>();

    private final Neighbourhood ofIssuer = new Neighbourhood(ISSUER, false, this::addressesOf);

    @Test
    void a_public_issuer_cannot_name_a_private_address() {
        names.put("id.example", List.of("192.0.2.1"));
        names.put("keys.example", List.of("10.0.0.5"));
        assertThat(ofIssuer.objection(ELSEWHERE)).contains("inside");
        names.put("keys.example", List.of("169.254.169.254"));
        assertThat(ofIssuer.objection(ELSEWHERE)).contains("inside");
        names.put("keys.example", List.of("192.0.2.2"));
        assertThat(ofIssuer.objection(ELSEWHERE)).isNull();
    }

    @Test
    void one_address_inside_among_several_is_one_too_many() {
        names.put("id.example", List.of("192.0.2.1"));
        names.put("keys.example", List.of("192.0.2.2", "127.0.0.1"));
        assertThat(ofIssuer.objection(ELSEWHERE)).contains("inside");
    }

    @Test
    void an_issuer_of_a_private_network_may_be_asked_there_but_not_on_this_machine() {
        names.put("id.example", List.of("10.0.0.5"));
        names.put("keys.example", List.of("10.0.0.6"));
        assertThat(ofIssuer.objection(ISSUER)).isNull();
        assertThat(ofIssuer.objection(ELSEWHERE)).isNull();
        names.put("keys.example", List.of("127.0.0.1"));
        assertThat(ofIssuer.objection(ELSEWHERE)).contains("inside");
    }

    @Test
    void a_name_that_stood_for_a_public_address_cannot_be_bound_to_a_private_one() {
        names.put("id.example", List.of("192.0.2.1"));
        assertThat(ofIssuer.objection(ISSUER)).isNull();
        names.put("id.example", List.of("192.168.0.1"));
        assertThat(ofIssuer.objection(ISSUER)).contains("inside");
        names.put("id.example", List.of("192.0.2.7"));
        assertThat(ofIssuer.objection(ISSUER)).isNull();
    }

    @Test
    void where_only_public_addresses_are_wanted_a_private_one_is_refused_from_the_beginning() {
        var strict = new Neighbourhood(ISSUER, true, this::addressesOf);
        names.put("id.example", List.of("10.0.0.5"));
        assertThat(strict.objection(ISSUER)).contains("inside");
        names.put("id.example", List.of("192.0.2.1"));
        assertThat(strict.objection(ISSUER)).isNull();
    }

    @Test
    void plain_http_stays_on_this_machine_whatever_its_name_stands_for() {
        var local = URI.create("http://id.localhost:9400/jwks");
        var home = new Neighbourhood(local, false, this::addressesOf);
        names.put("id.localhost", List.of("127.0.0.1", "::1"));
        assertThat(home.objection(local)).isNull();
        names.put("id.localhost", List.of("127.0.0.1", "192.0.2.1"));
        assertThat(home.objection(local)).contains("another machine");
    }

    @Test
    void a_name_that_nobody_knows_is_out_of_reach() {
        assertThat(ofIssuer.objection(ISSUER)).contains("nobody knows");
    }

    private InetAddress[] addressesOf(String host) throws UnknownHostException {
        List<String> addresses = names.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        var found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses.get(i));
        }
        return found;
    }
}
