package dev.mintmark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// alerts reach operators, once, over a real webhook and a real mail server.
@Timeout(60)
class DeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ISSUER = "https://id.example.com";

    private final MovableClock clock = new MovableClock();
    private final AlertStore store = new MemoryStore(clock).alerts();
    private final List<Map<String, String>> received = new ArrayList<>();
    private volatile int status = 204;
    private HttpServer webhook;
    private GreenMail mail;
    private WebhookChannel web;
    private Messenger messenger;

    @BeforeEach
    void start() throws Exception {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext(
                "/hook",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    received.add(
                            Map.of(
                                    "id", headers.getFirst("webhook-id"),
                                    "time", headers.getFirst("webhook-timestamp"),
                                    "signature", headers.getFirst("webhook-signature"),
                                    "body",
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    UTF_8)));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        webhook.start();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("mintmark", "mail-password");
        var hook = URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/hook");
        web = new WebhookChannel(hook, SECRET, ISSUER, clock);
        messenger = new Messenger(List.of(byMail("mail-password"), web), store, clock);
    }

    @AfterEach
    void stop() {
        web.close();
        webhook.stop(0);
        mail.stop();
    }

    private MailChannel byMail(String password) {
        var server =
                new MailChannel.Server(
                        "127.0.0.1",
                        mail.getSmtp().getPort(),
                        false,
                        false,
                        Optional.of("mintmark"),
                        Optional.of(password));
        return new MailChannel(
                server,
                "mintmark@example.com",
                List.of("one@example.com", "two@example.com"),
                ISSUER,
                clock);
    }

    @Test
    void both_are_told_once_that_it_began_and_once_that_it_is_over() throws Exception {
        var alert = alert();
        store.open(alert, messenger.names());
        messenger.deliver();
        messenger.deliver();
        clock.advance(Duration.ofHours(1));
        store.close(alert, clock.instant(), messenger.names());
        messenger.deliver();
        messenger.deliver();

        assertThat(received).hasSize(2);
        assertThat(received.get(0).get("body"))
                .contains("\"type\":\"alert.opened\"")
                .contains("\"kind\":\"invalid_tokens\"")
                .contains("\"about\":\"orders\"")
                .doesNotContain("closed_at");
        assertThat(received.get(1).get("body"))
                .contains("\"type\":\"alert.closed\"")
                .contains("\"closed_at\":\"2026-11-23T22:00:00Z\"");
        // Two for each of two people.
        var mails = mail.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(mails[0].getSubject())
                .isEqualTo("[high] invalid tokens: orders (https://id.example.com)");
        assertThat(String.valueOf(mails[0].getContent())).contains("Many more than usual.");
        assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mails[3].getSubject()).startsWith("[closed] ");
    }

    @Test
    void a_webhook_can_check_who_wrote_as_standard_webhooks_asks() throws Exception {
        store.open(alert(), messenger.names());
        messenger.deliver();

        var message = received.getFirst();
        var signed = message.get("id") + "." + message.get("time") + "." + message.get("body");
        var mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        assertThat(message.get("signature"))
                .isEqualTo(
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
        assertThat(message.get("time")).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void what_is_not_taken_is_told_again_later_under_the_same_id_and_in_the_end_given_up()
            throws Exception {
        status = 500;
        store.open(alert(), List.of("webhook"));
        messenger.deliver();
        messenger.deliver();
        assertThat(received).hasSize(1);

        clock.advance(Duration.ofSeconds(15));
        messenger.deliver();
        assertThat(received).hasSize(2);
        assertThat(received.get(1).get("id")).isEqualTo(received.get(0).get("id"));

        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofMinutes(31));
            messenger.deliver();
        }
        assertThat(store.due(clock.instant().plus(Duration.ofDays(9)), 10)).isEmpty();
    }

    @Test
    void a_mail_server_that_does_not_know_us_is_tried_again_and_learns_no_more() throws Exception {
        var wrong = new Messenger(List.of(byMail("wrong")), store, clock);
        store.open(alert(), List.of("mail"));

        wrong.deliver();

        assertThat(mail.getReceivedMessages()).isEmpty();
        assertThat(store.due(clock.instant().plusSeconds(15), 10)).hasSize(1);
    }

    @Test
    void mail_is_not_sent_in_the_clear_where_that_is_asked_for() throws Exception {
        var server =
                new MailChannel.Server(
                        "127.0.0.1",
                        mail.getSmtp().getPort(),
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty());
        var strict =
                new MailChannel(
                        server, "mintmark@example.com", List.of("one@example.com"), ISSUER, clock);
        store.open(alert(), List.of("mail"));

        new Messenger(List.of(strict), store, clock).deliver();

        assertThat(mail.getReceivedMessages()).isEmpty();
        assertThat(store.due(clock.instant().plusSeconds(15), 10)).hasSize(1);
    }

    @Test
    void a_channel_that_is_no_longer_set_is_not_waited_for() throws Exception {
        store.open(alert(), List.of("webhook", "gone"));

        messenger.deliver();

        assertThat(store.due(clock.instant(), 10)).isEmpty();
    }

    private Alert alert() {
        var now = clock.instant();
        return new Alert(
                "al_0123456789abcdef",
                AlertKind.INVALID_TOKENS,
                "orders",
                "Many more than usual.",
                now,
                now,
                Optional.empty());
    }
}
