package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.Malformed.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ReadersTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void a_form_is_decoded_and_empty_means_absent() {
        var form = (Parameters) Form.read(form("a=1+%2B%c3%bc&b=&c&d=x=y&&"));

        assertThat(form.value("a")).contains("1 +ü");
        assertThat(form.value("d")).contains("x=y");
        assertThat(form.names()).containsExactly("a", "d");
        assertThat(form.value("b")).isEmpty();
    }

    ///
    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=1", "a=1&%61=2", "a=&a=1", "a&a", "resource=1&resource=2&b=&b="})
    void a_repeated_parameter_is_refused(String body) {
        assertThat(Form.read(form(body), "resource"))
                .isEqualTo(new Malformed(Reason.REPEATED_PARAMETER));
    }

    @Test
    void a_parameter_declared_repeatable_keeps_all_its_values() {
        var form = (Parameters) Form.read(form("resource=1&resource=&resource=2"), "resource");

        assertThat(form.values("resource")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%4",
                "a=%4g",
                "a=%+1",
                "a=%c3",
                "a=%c3%28",
                "a=%ff",
                "a=%ed%a0%80",
                "a=%00",
                "a=ü",
                "a=b c",
                "a=b\n",
                "%zz=1",
                "a=%c0%80"
            })
    void a_broken_encoding_is_refused(String body) {
        assertThat(Form.read(form(body))).isEqualTo(new Malformed(Reason.BAD_ENCODING));
    }

    @Test
    void a_flood_of_parameters_is_refused() {
        assertThat(Form.read(form(many(64)))).isInstanceOf(Parameters.class);
        assertThat(Form.read(form(many(65)))).isEqualTo(new Malformed(Reason.TOO_MANY_PARAMETERS));
        assertThat(Form.read(form("&".repeat(60_000)))).isInstanceOf(Reading.class);
    }

    ///
    @Test
    void only_the_form_content_type_is_a_form() {
        for (var type :
                new String[] {
                    FORM,
                    FORM + ";charset=UTF-8",
                    FORM + "; charset=\"utf-8\"",
                    FORM.replace("form", "FORM")
                }) {
            assertThat(Form.read(form(type, "a=1"))).isInstanceOf(Parameters.class);
        }
        for (var type :
                new String[] {
                    "application/json", FORM + "; charset=utf-16", FORM + "x", FORM + "; x=y"
                }) {
            assertThat(Form.read(form(type, "a=1"))).isEqualTo(new Malformed(Reason.NOT_A_FORM));
        }
        assertThat(Form.read(form("a=1").header("Content-Type", FORM)))
                .isEqualTo(new Malformed(Reason.NOT_A_FORM));
        assertThat(Form.read(HttpRequest.of("POST", "/").body("a=1".getBytes(UTF_8))))
                .isEqualTo(new Malformed(Reason.NOT_A_FORM));
    }

    ///
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret=x", "refresh_token=x", "token=x", "code=x", "password=x",
                "access_token=x", "a=1&code", "%63ode=x", "a=%zz&code=x", "code_verifier=x"
            })
    void credentials_in_the_address_of_a_form_are_refused(String query) {
        var request =
                HttpRequest.of("POST", "/?" + query)
                        .header("Content-Type", FORM)
                        .body("a=1".getBytes(UTF_8));

        assertThat(Form.read(request)).isEqualTo(new Malformed(Reason.SECRET_IN_QUERY));
    }

    @Test
    void other_parameters_in_the_address_of_a_form_are_ignored() {
        var request =
                HttpRequest.of("POST", "/?b=2&b=3")
                        .header("Content-Type", FORM)
                        .body("a=1".getBytes(UTF_8));

        assertThat(((Parameters) Form.read(request)).names()).containsExactly("a");
    }

    @Test
    void a_query_is_read_as_strictly() {
        assertThat(((Parameters) Query.read(HttpRequest.of("GET", "/?a=b+c"))).value("a"))
                .contains("b c");
        assertThat(((Parameters) Query.read(HttpRequest.of("GET", "/"))).names()).isEmpty();
        assertThat(Query.read(HttpRequest.of("GET", "/?a=1&a=2")))
                .isEqualTo(new Malformed(Reason.REPEATED_PARAMETER));
        assertThat(Query.read(HttpRequest.of("GET", "/?a=%c3")))
                .isEqualTo(new Malformed(Reason.BAD_ENCODING));
    }

    ///
    @Test
    void basic_credentials_are_form_encoded_in_both_halves() {
        assertThat(basic("cl%3Aient:p%3Aa%25s+s%C3%BC"))
                .isEqualTo(new BasicCredentials.Present("cl:ient", "p:a%s sü"));
        assertThat(basic("client:a:b")).isEqualTo(new BasicCredentials.Present("client", "a:b"));
        assertThat(basic("jürgen:sü")).isEqualTo(new BasicCredentials.Present("jürgen", "sü"));
        assertThat(basic("client:")).isEqualTo(new BasicCredentials.Present("client", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", ":secret", "client:100%", "client:%c3", "client:%00", ""})
    void basic_credentials_that_cannot_be_decoded_are_malformed(String pair) {
        assertThat(basic(pair)).isEqualTo(new BasicCredentials.Malformed());
    }

    @Test
    void a_header_that_is_not_base64_or_not_alone_is_malformed() {
        var request = HttpRequest.of("POST", "/");
        assertThat(BasicCredentials.read(request.header("Authorization", "Basic a*b")))
                .isEqualTo(new BasicCredentials.Malformed());
        assertThat(BasicCredentials.read(request.header("Authorization", "Basic")))
                .isEqualTo(new BasicCredentials.Malformed());
        var repeated =
                request.header("Authorization", "Basic YTpi").header("authorization", "Basic YTpi");
        assertThat(BasicCredentials.read(repeated)).isEqualTo(new BasicCredentials.Malformed());
        assertThat(BasicCredentials.read(request)).isEqualTo(new BasicCredentials.Absent());
        assertThat(BasicCredentials.read(request.header("Authorization", "Bearer x")))
                .isEqualTo(new BasicCredentials.Absent());
    }

    ///
    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b-c_d~e+f/g==", "bearer x", "BEARER   x"})
    void a_bearer_token_is_found_whatever_the_case_of_its_scheme(String header) {
        assertThat(bearer(header))
                .isEqualTo(new BearerToken.Present(header.substring(header.lastIndexOf(' ') + 1)));
    }

    ///
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer a,b",
                "Bearer a, Bearer b",
                "Bearer a=b",
                "Bearer \"a\"",
                "Bearer =",
                "Bearer ü",
                "Bearer\ta"
            })
    void anything_but_one_clean_token_is_malformed(String header) {
        assertThat(bearer(header)).isEqualTo(new BearerToken.Malformed());
    }

    @Test
    void two_authorization_headers_are_malformed_even_when_they_agree() {
        var request =
                HttpRequest.of("GET", "/")
                        .header("Authorization", "Bearer x")
                        .header("authorization", "Bearer x");

        assertThat(BearerToken.read(request)).isEqualTo(new BearerToken.Malformed());
        assertThat(BearerToken.read(HttpRequest.of("GET", "/?access_token=x")))
                .isEqualTo(new BearerToken.Absent());
        assertThat(bearer("Basic YTpi")).isEqualTo(new BearerToken.Absent());
    }

    @Test
    void nothing_prints_what_it_must_not() {
        var request = form("password=hunter2").header("Authorization", "Bearer hunter2");

        assertThat(request + " " + request.headers()).doesNotContain("hunter2");
        assertThat(Form.read(request).toString()).doesNotContain("hunter2");
        assertThat(BearerToken.read(request).toString()).doesNotContain("hunter2");
        assertThat(Authorization.of(request).toString()).doesNotContain("hunter2");
        assertThat(basic("client:hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void a_header_cannot_be_split_in_two() {
        assertThatThrownBy(() -> HttpResponse.empty(200).header("Location", "/a\r\nSet-Cookie: x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Set-Cookie");
        assertThatThrownBy(() -> HttpResponse.empty(200).header("a b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_problem_is_escaped_json() {
        var problem = Problem.of(400, "odd", "quote \" slash \\ line \n u2028 \u2028 ü");

        assertThat(new String(problem.toResponse().body(), UTF_8))
                .contains("quote \\\" slash \\\\ line \\n u2028 ")
                .contains("ü");
        assertThat(problem.toResponse().headers().first("Content-Type"))
                .contains("application/problem+json");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining("&"));
    }

    private static BasicCredentials basic(String pair) {
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        return BasicCredentials.read(
                HttpRequest.of("POST", "/").header("Authorization", "Basic " + encoded));
    }

    private static BearerToken bearer(String header) {
        return BearerToken.read(HttpRequest.of("GET", "/").header("Authorization", header));
    }

    private static HttpRequest form(String body) {
        return form(FORM, body);
    }

    private static HttpRequest form(String contentType, String body) {
        return HttpRequest.of("POST", "/")
                .header("Content-Type", contentType)
                .body(body.getBytes(UTF_8));
    }
}
