package dev.mintmark.adapter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.AccessRules;
import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.http.ProtectedResource;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.WithIssuer;
import dev.mintmark.verifier.Verifier;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Set;

/// What a servlet behind the filter sees.
@WithIssuer(audience = "orders-api")
class AccessTokenFilterTest {

    private static final AccessRules RULES =
            AccessRules.everywhere(Access.required()).at("/open/*", Access.open());

    private final HttpClient client = HttpClient.newHttpClient();
    private Gate gate;
    private String token;

    /// Something a servlet can be asked, whose answer goes to the client.
    @FunctionalInterface
    private interface Question {
        Object ask(HttpServletRequest request) throws IOException;
    }

    @BeforeEach
    void open(TestIssuer issuer, Verifier verifier) {
        gate = Gate.of(verifier, Answers.forRealm("orders"));
        token =
                issuer.token()
                        .subject("ada")
                        .audience("orders-api")
                        .scope("orders:read")
                        .claim("roles", java.util.List.of("clerk"))
                        .sign();
    }

    private String ask(AccessTokenFilter filter, String path, Question question) throws Exception {
        try (var service = new JettyService(filter, new Asked(question))) {
            return get(service.uri().resolve(path)).body();
        }
    }

    private HttpResponse<String> get(URI address) throws Exception {
        var request =
                HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String ask(Question question) throws Exception {
        return ask(AccessTokenFilter.of(gate, RULES), "/", question);
    }

    @Test
    void the_subject_is_the_user_of_the_request() throws Exception {
        assertThat(ask(request -> request.getUserPrincipal().getName())).isEqualTo("ada");
        assertThat(ask(HttpServletRequest::getRemoteUser)).isEqualTo("ada");
        assertThat(ask(HttpServletRequest::getAuthType)).isEqualTo("Bearer");
        assertThat(ask(request -> ((TokenPrincipal) request.getUserPrincipal()).token().clientId()))
                .isEqualTo("test-client");
    }

    @Test
    void the_token_is_there_for_code_that_wants_more() throws Exception {
        assertThat(ask(request -> TrustedToken.require(request).scopes()))
                .isEqualTo("[orders:read]");
        assertThat(ask(request -> TrustedToken.of(request).isPresent())).isEqualTo("true");
    }

    @Test
    void a_role_is_a_scope_unless_said_otherwise() throws Exception {
        Question question =
                request ->
                        request.isUserInRole("orders:read") + " " + request.isUserInRole("clerk");
        assertThat(ask(question)).isEqualTo("true false");
        var byClaim =
                AccessTokenFilter.of(gate, RULES).withRoles(AccessTokenFilterTest::rolesClaim);
        assertThat(ask(byClaim, "/", question)).isEqualTo("false true");
    }

    private static Collection<String> rolesClaim(dev.mintmark.verifier.Verdict.Trusted token) {
        return token.claim("roles").isPresent() ? Set.of("clerk") : Set.of();
    }

    @Test
    void where_nobody_is_asked_there_is_no_user() throws Exception {
        var filter = AccessTokenFilter.of(gate, RULES);
        assertThat(ask(filter, "/open/", HttpServletRequest::getUserPrincipal)).isEqualTo("null");
        assertThat(ask(filter, "/open/", request -> TrustedToken.of(request).isPresent()))
                .isEqualTo("false");
    }

    @Test
    void whoever_requires_a_token_at_an_open_address_is_told_what_is_wrong() throws Exception {
        assertThat(
                        ask(
                                AccessTokenFilter.of(gate, RULES),
                                "/open/",
                                request -> {
                                    try {
                                        return TrustedToken.require(request);
                                    } catch (IllegalStateException e) {
                                        return e.getMessage();
                                    }
                                }))
                .contains("served without a token");
    }

    @Test
    void a_principal_does_not_print_its_name() throws Exception {
        assertThat(ask(HttpServletRequest::getUserPrincipal)).doesNotContain("ada");
    }

    /// The filter stands before every kind of dispatch here, and asks only once.
    @Test
    void a_request_that_goes_on_later_is_still_the_same_subjects() throws Exception {
        var servlet =
                new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        if (request.getDispatcherType() == DispatcherType.ASYNC) {
                            response.getOutputStream()
                                    .write(request.getRemoteUser().getBytes(UTF_8));
                        } else {
                            AsyncContext later = request.startAsync();
                            later.dispatch();
                        }
                    }
                };
        try (var service = new JettyService(AccessTokenFilter.of(gate, RULES), servlet)) {
            assertThat(get(service.uri()).body()).isEqualTo("ada");
        }
    }

    @Test
    void the_metadata_of_the_resource_is_for_everybody_R_252() throws Exception {
        var resource =
                ProtectedResource.of(
                        URI.create("https://api.example.com/orders"),
                        URI.create("https://id.example.com"));
        var filter = AccessTokenFilter.of(gate, RULES).publishing(resource);
        try (var service = new JettyService(filter, new Asked(request -> "behind the filter"))) {
            var address = service.uri().resolve("/.well-known/oauth-protected-resource/orders");
            var read = HttpRequest.newBuilder(address).build();
            HttpResponse<String> answer = client.send(read, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body()).contains("\"resource\":\"https://api.example.com/orders\"");

            var write = HttpRequest.newBuilder(address).DELETE().build();
            assertThat(client.send(write, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    private static final class Asked extends HttpServlet {

        private final transient Question question;

        Asked(Question question) {
            this.question = question;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            String answer = String.valueOf(question.ask(request));
            response.getOutputStream().write(answer.getBytes(UTF_8));
        }
    }
}
