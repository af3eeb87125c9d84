package dev.mintmark.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class MinterTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final FamilyId FAMILY = new FamilyId(1, 2);
    private static final Instant SIGNED_IN = MovableClock.START.minusSeconds(3600);

    private final KeyRing ring = Some.keyRing();
    private final MovableClock clock = new MovableClock();
    private final Minter minter =
            new Minter(ring, Some.ISSUER, Some::listUri, LIFETIME, clock, Some.RANDOM);

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256"})
    void r_050_the_header_says_what_it_is_and_which_key_signed(Algorithm algorithm) {
        assertThat(header(minter.mint(forService(algorithm))))
                .isEqualTo(
                        "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
                                .formatted(
                                        algorithm.wireName(),
                                        ring.signing(KeySlot.accessTokens(algorithm)).kid()));
    }

    @Test
    void r_050_a_services_token_says_exactly_this() {
        var token = minter.mint(forService(Algorithm.ES256));

        assertThat(payload(token))
                .isEqualTo(
                        ("{\"iss\":\"https://id.example.com\",\"sub\":\"service\","
                                        + "\"aud\":\"https://orders\",\"client_id\":\"service\","
                                        + "\"iat\":%d,\"exp\":%d,\"jti\":\"%s\","
                                        + "\"scope\":\"read write\"}")
                                .formatted(
                                        clock.instant().getEpochSecond(),
                                        clock.instant().getEpochSecond() + 600,
                                        token.id()));
    }

    @Test
    void r_054_r_057_a_persons_token_says_this_too_and_nothing_about_them() {
        var token = minter.mint(forAlice(SIGNED_IN.plus(Duration.ofDays(90)), "admin", "clerk"));

        assertThat(claims(token).members().keySet())
                .containsExactly(
                        "iss",
                        "sub",
                        "aud",
                        "client_id",
                        "iat",
                        "exp",
                        "jti",
                        "scope",
                        "sid",
                        "auth_time",
                        "roles",
                        "status");
        assertThat(payload(token))
                .contains("\"sub\":\"usr_alice\"")
                .contains("\"sid\":\"00000000000000010000000000000002\"")
                .contains("\"auth_time\":" + SIGNED_IN.getEpochSecond() + ",")
                .contains("\"roles\":[\"admin\",\"clerk\"],");
    }

    @Test
    void r_260_a_persons_token_says_where_its_status_is_and_a_services_has_none() {
        assertThat(payload(minter.mint(forAlice(SIGNED_IN.plus(Duration.ofDays(90))))))
                .endsWith(
                        "\"status\":{\"status_list\":{\"idx\":412345,"
                                + "\"uri\":\"https://id.example.com/status/3\"}}}");
        assertThat(payload(minter.mint(forService(Algorithm.ES256)))).doesNotContain("status");
    }

    @Test
    void r_052_without_scope_or_roles_there_are_no_such_claims() {
        var token =
                minter.mint(
                        new AccessGrant(
                                "service",
                                new ClientId("service"),
                                List.of("https://orders"),
                                Some.scopes(""),
                                Algorithm.ES256,
                                Optional.empty()));

        assertThat(payload(token)).doesNotContain("scope", "roles", "sid", "auth_time");
        assertThat(payload(minter.mint(forAlice(SIGNED_IN.plus(LIFETIME.multipliedBy(9))))))
                .doesNotContain("roles");
    }

    @Test
    void r_051_several_audiences_are_an_array_and_none_is_refused() {
        assertThat(payload(minter.mint(grantFor("https://a", "https://b"))))
                .contains("\"aud\":[\"https://a\",\"https://b\"]");
        assertThatThrownBy(() -> grantFor()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void r_050_no_two_tokens_have_one_id_and_each_id_has_128_random_bits() {
        var ids =
                IntStream.range(0, 1_000)
                        .mapToObj(_ -> minter.mint(forService(Algorithm.ES256)).id())
                        .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Base64.getUrlDecoder().decode(ids.getFirst())).hasSize(16);
    }

    @Test
    void a_token_never_outlives_its_session() {
        var until = clock.instant().plusSeconds(90);

        var token = minter.mint(forAlice(until));

        assertThat(token.expiresAt()).isEqualTo(until);
        assertThat(token.lifetimeSeconds()).isEqualTo(90);
        assertThat(payload(token)).contains("\"exp\":" + until.getEpochSecond() + ",");
    }

    @Test
    void a_session_that_ends_within_a_second_is_not_prolonged_by_rounding() {
        var until = clock.instant().plusMillis(90_999);

        var token = minter.mint(forAlice(until));

        assertThat(payload(token)).contains("\"exp\":" + (clock.instant().getEpochSecond() + 90));
        assertThat(token.lifetimeSeconds()).isEqualTo(90);
    }

    @Test
    void times_are_whole_seconds_and_never_in_the_future() {
        clock.advance(Duration.ofMillis(999));

        var token = minter.mint(forService(Algorithm.ES256));

        assertThat(token.issuedAt()).isEqualTo(MovableClock.START);
        assertThat(token.expiresAt()).isEqualTo(MovableClock.START.plus(LIFETIME));
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256"})
    void our_own_verifier_trusts_it_for_its_audience_and_time(Algorithm algorithm) {
        var token = minter.mint(forService(algorithm)).text();

        assertThat(verifier("https://orders").verify(token)).isInstanceOf(Verdict.Trusted.class);
        assertThat(verifier("https://else").verify(token)).isInstanceOf(Verdict.Refused.class);
        clock.advance(LIFETIME.plusSeconds(31));
        assertThat(verifier("https://orders").verify(token)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void a_token_does_not_print_itself() {
        var token = minter.mint(forService(Algorithm.ES256));

        assertThat(token).hasToString("AccessToken[" + token.id() + "]");
    }

    private Verifier verifier(String audience) {
        return Verifier.forIssuer(URI.create(Some.ISSUER), audience, ring.keySource())
                .withClock(clock);
    }

    static AccessGrant forService(Algorithm algorithm) {
        return new AccessGrant(
                "service",
                new ClientId("service"),
                List.of("https://orders"),
                Some.scopes("read write"),
                algorithm,
                Optional.empty());
    }

    private static AccessGrant grantFor(String... audience) {
        return new AccessGrant(
                "service",
                new ClientId("service"),
                List.of(audience),
                Some.scopes(""),
                Algorithm.ES256,
                Optional.empty());
    }

    private AccessGrant forAlice(Instant until, String... roles) {
        return new AccessGrant(
                "usr_alice",
                new ClientId("web"),
                List.of("https://orders"),
                Some.scopes("read"),
                Algorithm.ES256,
                Optional.of(
                        new AccessGrant.Session(
                                FAMILY,
                                new StatusIndex(3, 412_345),
                                SIGNED_IN,
                                clock.instant(),
                                until,
                                List.of(roles))));
    }

    private static JsonObject claims(AccessToken token) {
        try {
            return (JsonObject) JsonReader.read(payload(token).getBytes(UTF_8), JsonLimits.CLAIMS);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static String header(AccessToken token) {
        return decoded(token, 0);
    }

    private static String payload(AccessToken token) {
        return decoded(token, 1);
    }

    private static String decoded(AccessToken token, int segment) {
        var segments = token.text().split("\\.", -1);
        assertThat(segments).hasSize(3);
        return new String(Base64.getUrlDecoder().decode(segments[segment]), UTF_8);
    }
}
