package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.guard.SessionCookie.SameSite;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

class SessionCookieTest {
    @Test // R-220, V3.3.1 to V3.3.4
    void over_https_the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts() {
        var cookie = SessionCookie.ofSession(true, SameSite.STRICT);

        assertThat(cookie.set("v", Duration.ofDays(90)))
                .isEqualTo(
                        "__Host-Http-mintmark=v; Max-Age=7776000; Path=/; HttpOnly; Secure;"
                                + " SameSite=Strict");
    }

    @Test
    void on_this_machine_without_tls_it_has_another_name() {
        assertThat(SessionCookie.ofSession(false, SameSite.LAX).set("v", Duration.ofHours(1)))
                .isEqualTo("mintmark-dev=v; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void it_is_taken_away_with_what_it_was_set_with() {
        assertThat(SessionCookie.ofSession(true, SameSite.STRICT).clear())
                .isEqualTo(
                        "__Host-Http-mintmark=; Max-Age=0; Path=/; HttpOnly; Secure;"
                                + " SameSite=Strict");
    }

    @Test
    void no_two_cookies_have_one_name() {
        for (boolean secure : new boolean[] {true, false}) {
            assertThat(
                            Stream.of(
                                    SessionCookie.ofSession(secure, SameSite.STRICT),
                                    SessionCookie.beforeSession(secure),
                                    SessionCookie.ofDevice(secure, SameSite.STRICT),
                                    SessionCookie.ofKnownDevice(secure),
                                    SessionCookie.ofConsole(secure),
                                    SessionCookie.beforeConsole(secure)))
                    .extracting(SessionCookie::name)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void it_is_not_kept_for_longer_than_browsers_keep_anything() {
        assertThat(SessionCookie.ofSession(true, SameSite.STRICT).set("v", Duration.ofDays(1000)))
                .contains("Max-Age=34560000;");
    }
}
