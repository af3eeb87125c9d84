package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

class UserAgentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
                        + " | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge on Windows",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/142.0.0.0 Mobile Safari/537.36 | Chrome on Android",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
                        + " | Safari on iPhone",
                "curl/8.14.1 | curl/8.14.1",
                "okhttp/5.0 (watch) | okhttp/5.0",
            })
    void a_header_becomes_a_few_words(String header, String words) {
        assertThat(UserAgent.describe(header)).isEqualTo(words);
    }

    @Test
    void a_device_may_name_itself_and_need_not() {
        var request = HttpRequest.of("POST", "/v1/login").header("User-Agent", "curl/8.14.1");

        assertThat(UserAgent.device(request, Optional.of("Alice's laptop")).label())
                .isEqualTo("Alice's laptop");
        assertThat(UserAgent.device(request, Optional.empty()).label()).isEqualTo("curl/8.14.1");
        assertThat(UserAgent.device(HttpRequest.of("POST", "/"), Optional.empty()).label())
                .isEmpty();
    }
}
