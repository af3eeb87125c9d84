package dev.mintmark.verifier.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Random;

@DisplayName("R-206: addresses in their normal form (RFC 3986 §6.2.2, §6.2.3)")
class HttpTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.example.com/a | https://api.example.com/a",
                "HTTPS://API.Example.COM/A | https://api.example.com/A",
                "https://api.example.com:443/a | https://api.example.com/a",
                "https://api.example.com:/a | https://api.example.com/a",
                "https://api.example.com:0443/a | https://api.example.com/a",
                "http://api.example.com:80/a | http://api.example.com/a",
                "http://api.example.com:443/a | http://api.example.com:443/a",
                "https://api.example.com:80/a | https://api.example.com:80/a",
                "https://api.example.com | https://api.example.com/",
                "https://api.example.com? | https://api.example.com/",
                "https://api.example.com?x | https://api.example.com/",
                "https://api.example.com#x?y | https://api.example.com/",
                "https://api.example.com/a?b=/../c#d | https://api.example.com/a",
                "https://[2001:DB8::1]/a | https://[2001:db8::1]/a",
                "https://[::1]:8443/a | https://[::1]:8443/a",
                "https://my_service:8080/a | https://my_service:8080/a",
                "https://h/%7euser/%41%2d%2E%5f | https://h/~user/A-._",
                "https://h/a%2fb%2Fc | https://h/a%2Fb%2Fc",
                "https://h/%c3%a9 | https://h/%C3%A9",
                "https://h/%25%32%35 | https://h/%2525",
                "https://h/a/./b/../c | https://h/a/c",
                "https://h/a/b/.. | https://h/a/",
                "https://h/a/b/. | https://h/a/b/",
                "https://h/../../a | https://h/a",
                "https://h/.. | https://h/",
                "https://h/%2e%2E/a | https://h/a",
                "https://h//a//b | https://h//a//b",
                "https://h/a//../b | https://h/a/b",
                "https://h/.a/..b/c../... | https://h/.a/..b/c../...",
                "https://h/a;b=1,2 | https://h/a;b=1,2"
            })
    void an_address_has_one_normal_form(String text, String normal) {
        assertThat(HttpTarget.normalized(text)).isEqualTo(normal);
        assertThat(HttpTarget.normalized(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "//h/a",
                "h/a",
                "https:",
                "https:/h/a",
                "https:///a",
                "https://:443/a",
                "https://user@h/a",
                "https://user:pw@h/a",
                "https://h:port/a",
                "https://h:123456/a",
                "https://h:-1/a",
                "https://::1/a",
                "https://h/%",
                "https://h/%4",
                "https://h/%zz",
                "https://h/%+1",
                "https://%68/a",
                "https://h/ a",
                "https://h/a\u0000",
                "https://h/a\n",
                "https://h/é",
                "https://ｈ/a",
                "https://h\\@evil/a",
                "ftp://h/a",
                "javascript://h/a",
                "x/https://h/a"
            })
    void what_is_no_address_of_http_has_none(String text) {
        assertThat(HttpTarget.normalized(text)).isNull();
    }

    @Test
    void a_text_without_end_is_not_read() {
        assertThat(HttpTarget.normalized("https://h/" + "a".repeat(8 * 1024))).isNull();
    }

    /// The JDK's own reading of dot segments and of case, where it has one.
    @Test
    void random_paths_mean_what_java_net_uri_takes_them_to_mean() {
        var random = new Random(42);
        String[] parts = {"/a", "/b", "/.", "/..", "/a.b"};
        for (int i = 0; i < 2_000; i++) {
            var path = new StringBuilder("/a");
            for (int n = random.nextInt(8); n > 0; n--) {
                path.append(parts[random.nextInt(parts.length)]);
            }
            path.append(random.nextBoolean() ? "/" : "");
            String text = "https://h.example" + path;
            assertThat(HttpTarget.normalized(text)).as(text).isEqualTo(resolvedByJava(text));
        }
    }

    /// It keeps `..` at the root, where RFC 3986 drops it.
    private static String resolvedByJava(String text) {
        String path = URI.create(text).normalize().getRawPath();
        while (path.startsWith("/..")) {
            path = path.length() == 3 ? "/" : path.substring(3);
        }
        return "https://h.example" + path;
    }
}
