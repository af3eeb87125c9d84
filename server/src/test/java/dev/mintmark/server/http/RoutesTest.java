package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Endpoint OK = _ -> HttpResponse.text(200, "ok");
    private static final String ORIGIN = "https://app.example";

    private final Routes routes =
            Routes.of(
                    RouteGroup.under("/", ErrorShape.PROBLEM)
                            .get("/jwks", OK)
                            .cors(new Cors.Anyone(), "/jwks"),
                    RouteGroup.under("/oauth2/", ErrorShape.OAUTH)
                            .post("/oauth2/token", OK)
                            .cors(new Cors.Origins(ORIGIN::equals), "/oauth2/token"),
                    RouteGroup.under("/admin/v1/", ErrorShape.PROBLEM)
                            .get("/admin/v1/users/all", _ -> HttpResponse.text(200, "all"))
                            .get("/admin/v1/users/{name}", RoutesTest::name)
                            .post("/admin/v1/users/{name}/disable", RoutesTest::name)
                            .put("/admin/v1/users/{name}", RoutesTest::name));

    @Test
    void a_segment_in_braces_is_decoded_and_handed_over() {
        assertThat(body(ask("POST", "/admin/v1/users/J%C3%BCrgen+a%40b/disable")))
                .isEqualTo("Jürgen+a@b");
    }

    @Test
    void a_path_without_parameters_beats_one_with() {
        assertThat(body(ask("GET", "/admin/v1/users/all"))).isEqualTo("all");
        assertThat(body(ask("GET", "/admin/v1/users/ann"))).isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a%2fb", "a%5cb", "%2e%2e", "..", ".", "a%zz", "a%4", "a%", "%00", "%0a",
                "%c3%28", "a b", "ü"
            })
    void a_parameter_that_is_not_one_clean_segment_matches_nothing(String segment) {
        assertThat(ask("GET", "/admin/v1/users/" + segment).status()).isEqualTo(404);
    }

    @Test
    void a_path_nobody_has_is_refused_in_the_shape_of_its_neighbours() {
        assertThat(ask("GET", "/oauth2/nothing").status()).isEqualTo(404);
        assertThat(body(ask("GET", "/oauth2/nothing")))
                .isEqualTo(
                        "{\"error\":\"invalid_request\","
                                + "\"error_description\":\"There is nothing at this address.\"}");
        assertThat(body(ask("GET", "/admin/v1/nothing")))
                .isEqualTo(
                        "{\"type\":\"urn:mintmark:problem:not-found\",\"title\":\"Not found\","
                                + "\"status\":404,\"detail\":\"There is nothing at this address.\","
                                + "\"code\":\"not_found\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/inside/../jwks",
                "/inside/./x",
                "/inside/..",
                "/inside/%2e%2E/jwks",
                "/inside/..;/x"
            })
    void a_path_with_a_dot_segment_is_nobodys(String path) {
        var open = Routes.of(RouteGroup.under("/", ErrorShape.PROBLEM).everything("/inside", OK));

        assertThat(open.answer(HttpRequest.of("GET", path)).status()).isEqualTo(404);
    }

    ///
    @Test
    void the_wrong_method_is_told_the_right_ones() {
        assertThat(ask("GET", "/oauth2/token").status()).isEqualTo(405);
        assertThat(ask("GET", "/oauth2/token").headers().first("Allow")).contains("OPTIONS, POST");
        assertThat(ask("DELETE", "/admin/v1/users/ann").headers().first("allow"))
                .contains("GET, HEAD, PUT");
        assertThat(ask("get", "/jwks").status()).isEqualTo(405);
    }

    ///
    @Test
    void a_preflight_is_answered_where_scripts_of_others_may_come() {
        var allowed = preflight("/oauth2/token", ORIGIN);
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.headers().first("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(allowed.headers().first("Access-Control-Allow-Methods")).contains("POST");
        assertThat(allowed.headers().first("Vary")).contains("Origin");
        assertThat(allowed.headers().has("Access-Control-Allow-Credentials")).isFalse();

        assertThat(preflight("/oauth2/token", "https://evil.example").headers().all())
                .containsExactly(new Header("Vary", "Origin"));
        assertThat(preflight("/admin/v1/users/all", ORIGIN).status()).isEqualTo(405);
    }

    @Test
    void an_allowed_origin_may_read_the_answer_and_the_headers_it_needs() {
        var request = HttpRequest.of("POST", "/oauth2/token").header("Origin", ORIGIN);
        var answer = ask(request);
        assertThat(answer.headers().first("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(answer.headers().first("Access-Control-Expose-Headers"))
                .contains("DPoP-Nonce, WWW-Authenticate");

        var other = HttpRequest.of("POST", "/oauth2/token").header("Origin", "null");
        assertThat(ask(other).headers().has("Access-Control-Allow-Origin")).isFalse();
        assertThat(ask(other).headers().first("Vary")).contains("Origin");

        var anyone = HttpRequest.of("GET", "/jwks").header("Origin", "https://x.example");
        assertThat(ask(anyone).headers().first("Access-Control-Allow-Origin")).contains("*");
        assertThat(ask(anyone).headers().has("Vary")).isFalse();
    }

    @Test
    void two_endpoints_cannot_share_an_address() {
        var group = RouteGroup.under("/", ErrorShape.PROBLEM).get("/a", OK);

        assertThatThrownBy(() -> group.get("/a", OK)).hasMessage("GET /a is taken");
        assertThatThrownBy(() ->
                        Routes.of(group, RouteGroup.under("/", ErrorShape.PROBLEM).post("/a", OK)))
                .hasMessage("/a is in two groups");
        assertThatThrownBy(() -> RouteGroup.under("/b/", ErrorShape.PROBLEM).get("/a", OK))
                .hasMessage("/a is not under /b/");
    }

    private static HttpResponse name(HttpRequest request) {
        return HttpResponse.text(200, request.pathParameter("name"));
    }

    private HttpResponse preflight(String path, String origin) {
        return ask(
                HttpRequest.of("OPTIONS", path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST"));
    }

    private HttpResponse ask(String method, String path) {
        return ask(HttpRequest.of(method, path));
    }

    private HttpResponse ask(HttpRequest request) {
        var target = routes.find(request.method(), request.path());
        return target.endpoint().handle(request.pathParameters(target.pathParameters()));
    }

    private static String body(HttpResponse response) {
        return new String(response.body(), UTF_8);
    }
}
