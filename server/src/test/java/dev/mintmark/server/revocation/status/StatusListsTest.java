package dev.mintmark.server.revocation.status;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.Eventually;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.Watch;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// From the change in the database to the bytes that are served.
class StatusListsTest {
    private final MemoryStore store = new MemoryStore(new MovableClock());
    private final MovableClock clock = new MovableClock();
    private final ListCalendar calendar =
            new ListCalendar(store.statusLists(), Duration.ofDays(90), clock);
    private volatile KeyRing ring = Some.keyRing();
    private Watch watch;
    private StatusLists lists;

    @BeforeEach
    void publish_an_empty_list() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        calendar.prepare();
        start();
    }

    @AfterEach
    void stop() {
        lists.close();
        watch.close();
    }

    private void start() {
        watch = new Watch(store.outbox(), clock);
        lists =
                new StatusLists(
                        Some.ISSUER,
                        calendar,
                        store.statusLists(),
                        () -> ring.signing(KeySlot.accessTokens(Algorithm.ES256)));
        lists.start(watch::knownAsOf);
        watch.start(List.of(lists));
    }

    @Test
    void r_261_a_list_token_says_what_it_must_and_others_can_check_its_signature()
            throws Exception {
        var token = SignedJWT.parse(text());

        var claims = token.getJWTClaimsSet();
        var key = JWKSet.parse(new String(ring.jwks().json(), UTF_8));
        var verifier = new ECDSAVerifier(key.getKeyByKeyId(token.getHeader().getKeyID()).toECKey());
        assertThat(token.verify(verifier)).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("statuslist+jwt");
        assertThat(claims.getSubject()).isEqualTo(Some.ISSUER + "/status/1");
        assertThat(claims.getIssuer()).isEqualTo(Some.ISSUER);
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(MovableClock.START);
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(MovableClock.START.plus(Duration.ofMinutes(10)));
        assertThat(claims.getLongClaim("ttl")).isEqualTo(30);
        assertThat(claims.getJSONObjectClaim("status_list"))
                .containsEntry("bits", 1L)
                .containsEntry("aggregation_uri", Some.ISSUER + "/status");
        assertThat(raw()).hasSize(StatusIndex.PLACES / 8).containsOnly(0);
    }

    @Test
    void r_271_a_revoked_session_shows_in_the_list_and_no_other_does() throws Exception {
        var dead = opened(77);
        opened(78);

        store.families().end(dead.id(), EndReason.REVOKED, clock.instant());

        Eventually.holds(() -> isSet(77));
        assertThat(raw()[77 / 8]).isEqualTo((byte) (1 << (77 % 8)));
    }

    @Test
    void r_271_when_everything_is_voided_the_bits_of_all_sessions_show_it() throws Exception {
        opened(7);
        opened(8);

        var cutOff = store.families().cutOffEverybody(clock.instant());

        Eventually.holds(() -> isSet(7));
        assertThat(isSet(8)).isTrue();
        var after =
                AFamily.ofAlice().at(new StatusIndex(1, 9)).openedAt(cutOff.notBefore()).build();
        store.families().open(after, 0);
        stop();
        start();
        assertThat(isSet(7)).isTrue();
        assertThat(isSet(9)).isFalse();
    }

    @Test
    void r_263_what_was_revoked_before_a_start_is_revoked_after_it() throws Exception {
        store.families().end(opened(5).id(), EndReason.REUSE, clock.instant());
        Eventually.holds(() -> isSet(5));

        stop();
        start();

        assertThat(isSet(5)).isTrue();
    }

    @Test
    void r_271_a_list_is_signed_anew_in_time_although_nothing_changed() {
        var first = published();

        clock.advance(Duration.ofSeconds(14));
        Eventually.holds(() -> !watch.knownAsOf().isBefore(clock.instant()));
        assertThat(published().asOf()).isEqualTo(first.asOf());
        clock.advance(Duration.ofSeconds(1));

        Eventually.holds(() -> published().asOf().equals(clock.instant()));
    }

    @Test
    void r_271_a_list_is_signed_anew_when_another_key_signs() throws Exception {
        var before = SignedJWT.parse(text()).getHeader().getKeyID();

        ring =
                Some.keyKeeper(
                                new MemoryStore(clock).keys(),
                                Some.sealer(MasterKey.random(Some.RANDOM)),
                                _ -> {})
                        .ring();

        Eventually.holds(() -> !keyOf(text()).equals(before));
    }

    @Test
    void a_list_never_claims_to_be_newer_than_what_was_read() {
        watch.close();
        var known = watch.knownAsOf();
        clock.advance(Duration.ofHours(1));

        lists.hear(
                List.of(
                        new Notice(
                                1,
                                clock.instant(),
                                "revoked",
                                new Revoked.Session(new FamilyId(1, 2), new StatusIndex(1, 9)))));

        Eventually.holds(() -> isSet(9));
        assertThat(published().asOf()).isEqualTo(known);
    }

    @Test
    void r_270_a_list_is_published_until_it_is_forgotten_and_a_new_one_from_when_it_is_made() {
        var closing = calendar.terms().getFirst().closesAt();
        clock.moveTo(closing.minusSeconds(60));
        calendar.prepare();
        Eventually.holds(() -> lists.find(2).isPresent());
        assertThat(lists.uris()).containsExactly(Some.listUri(1), Some.listUri(2));

        clock.moveTo(closing.plusSeconds(1));
        store.statusLists().forget(clock.instant());
        calendar.reload();

        Eventually.holds(() -> lists.find(1).isEmpty());
        assertThat(lists.uris()).containsExactly(Some.listUri(2));
    }

    @Test
    void the_compressed_form_is_the_same_token() throws Exception {
        var list = published();

        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(list.gzipped()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(list.token());
        }
    }

    private Family opened(int place) {
        var family = AFamily.ofAlice().at(new StatusIndex(1, place)).build();
        store.families().open(family, 0);
        return family;
    }

    private PublishedList published() {
        return lists.find(1).orElseThrow();
    }

    private String text() {
        return new String(published().token(), US_ASCII);
    }

    private static String keyOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isSet(int place) {
        return (raw()[place / 8] & 1 << (place % 8)) != 0;
    }

    private byte[] raw() {
        try {
            var list = SignedJWT.parse(text()).getJWTClaimsSet().getJSONObjectClaim("status_list");
            return inflated(list);
        } catch (ParseException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] inflated(Map<String, Object> list) throws IOException {
        var zipped = Base64.getUrlDecoder().decode((String) list.get("lst"));
        try (var in = new InflaterInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }
}
