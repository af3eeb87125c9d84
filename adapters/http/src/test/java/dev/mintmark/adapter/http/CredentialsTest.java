package dev.mintmark.adapter.http;

import static dev.mintmark.adapter.http.ARequest.authorized;
import static dev.mintmark.adapter.http.ARequest.get;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

///
class CredentialsTest {

    private static final Credentials TOKEN = new Credentials.Bearer("abc.def.ghi");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc.def.ghi",
                "bearer abc.def.ghi",
                "BEARER abc.def.ghi",
                "bEaReR abc.def.ghi",
                "Bearer    abc.def.ghi"
            })
    void the_scheme_has_no_case_and_any_number_of_spaces_follows_it(String line) {
        assertThat(Credentials.of(authorized(line))).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-._~+/", "abc=", "abc==", "ABCxyz019"})
    void a_token_is_made_of_the_characters_of_token68(String token) {
        assertThat(Credentials.of(authorized("Bearer " + token)))
                .isEqualTo(new Credentials.Bearer(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer a=b",
                "Bearer abc def",
                "Bearer abc ",
                "Bearer \tabc",
                "Bearer\tabc",
                "Bearer abc\u00e4",
                "Bearer abc\u0000",
                "Bearer \"abc\"",
                "Bearer token=abc",
                "Bearer abc,",
                "Bearer abc, Bearer def",
                "Bearer abc,Basic def",
                "Basic abc, Bearer def",
                "Basic abc,dpop def",
                "DPoP",
                "DPoP a b",
                "\u00e4 abc",
                ", Bearer abc",
                " Bearer abc"
            })
    void what_is_not_one_scheme_and_one_token_is_malformed(String line) {
        assertThat(Credentials.of(authorized(line))).isInstanceOf(Credentials.Malformed.class);
    }

    @Test
    void a_second_authorization_header_is_malformed_even_if_it_says_the_same() {
        assertThat(Credentials.of(authorized("Bearer abc", "Bearer abc")))
                .isInstanceOf(Credentials.Malformed.class);
        assertThat(Credentials.of(authorized("Basic abc", "Bearer abc")))
                .isInstanceOf(Credentials.Malformed.class);
        assertThat(Credentials.of(authorized("", "Bearer abc")))
                .isInstanceOf(Credentials.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic YTpi",
                "Digest username=\"a\", realm=\"b\", uri=\"/\"",
                "Bearers abc",
                "BearerX",
                "Negotiate abc=="
            })
    void another_scheme_is_no_credentials_for_us(String line) {
        assertThat(Credentials.of(authorized(line))).isEqualTo(new Credentials.None());
    }

    @Test
    void no_header_is_no_credentials() {
        assertThat(Credentials.of(get("/orders"))).isEqualTo(new Credentials.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=abc.def.ghi",
                "access_token",
                "access_token=",
                "a=b&access_token=abc",
                "a&&access%5Ftoken=abc",
                "%61ccess_token=abc"
            })
    void a_token_in_the_address_is_never_taken_but_noticed(String query) {
        assertThat(Credentials.of(get("/orders").query(query)))
                .isEqualTo(new Credentials.InQuery());
        assertThat(Credentials.of(authorized("Basic abc").query(query)))
                .isEqualTo(new Credentials.InQuery());
    }

    @Test
    void a_token_at_two_places_is_malformed() {
        assertThat(Credentials.of(authorized("Bearer abc").query("access_token=abc")))
                .isInstanceOf(Credentials.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=access_token", "xaccess_token=1", "access_tokens=1", "%zz=1"})
    void other_parameters_of_the_address_are_nobodys_business(String query) {
        assertThat(Credentials.of(authorized("Bearer abc.def.ghi").query(query))).isEqualTo(TOKEN);
    }

    @Test
    void a_bound_token_comes_with_every_proof_that_was_sent() {
        var request = authorized("dpop abc").with("DPoP", "one").with("dpop", "two");
        assertThat(Credentials.of(request))
                .isEqualTo(new Credentials.Dpop("abc", List.of("one", "two")));
        assertThat(Credentials.of(authorized("DPoP abc")))
                .isEqualTo(new Credentials.Dpop("abc", List.of()));
    }

    @Test
    void credentials_never_show_what_they_hold() {
        assertThat(TOKEN.toString()).doesNotContain("abc");
        assertThat(new Credentials.Dpop("abc", List.of("xyz")).toString())
                .doesNotContain("abc", "xyz");
        assertThat(Credentials.of(authorized("Bearer secret!text")).toString())
                .doesNotContain("secret");
    }
}
