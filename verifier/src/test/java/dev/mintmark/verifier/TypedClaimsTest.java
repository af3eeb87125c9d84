package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonValue;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// claims are typed, and unknown ones are kept.
class TypedClaimsTest {

    private final Verdict.Trusted token =
            (Verdict.Trusted)
                    aVerifier()
                            .verify(
                                    aToken().claim("text", "\"ä\\n\"")
                                            .claim("yes", "true")
                                            .claim("whole", "7")
                                            .claim("big", "12345678901")
                                            .claim("part", "1.5")
                                            .claim("nothing", "null")
                                            .claim("object", "{\"a\":1}")
                                            .claim("roles", "[\"a\",\"b\"]")
                                            .claim("mixed", "[\"a\",1]")
                                            .sign());

    @Test
    void a_claim_is_had_as_what_it_is() {
        assertThat(token.claim("text", String.class)).contains("ä\n");
        assertThat(token.claim("yes", Boolean.class)).contains(true);
        assertThat(token.claim("whole", Integer.class)).contains(7);
        assertThat(token.claim("whole", Long.class)).contains(7L);
        assertThat(token.claim("big", Long.class)).contains(12_345_678_901L);
        assertThat(token.claim("part", BigDecimal.class)).contains(new BigDecimal("1.5"));
        assertThat(token.claim("exp", Instant.class)).contains(token.expiresAt());
        assertThat(token.claim("object", JsonObject.class)).isPresent();
        assertThat(token.claim("text", JsonValue.class)).isEqualTo(token.claim("text"));
        assertThat(token.texts("roles")).isEqualTo(List.of("a", "b"));
        assertThat(token.texts("text")).isEqualTo(List.of("ä\n"));
    }

    @Test
    void and_never_as_something_else() {
        assertThat(token.claim("text", Long.class)).isEmpty();
        assertThat(token.claim("yes", String.class)).isEmpty();
        assertThat(token.claim("whole", String.class)).isEmpty();
        assertThat(token.claim("big", Integer.class)).isEmpty();
        assertThat(token.claim("part", Long.class)).isEmpty();
        assertThat(token.claim("nothing", String.class)).isEmpty();
        assertThat(token.claim("absent", String.class)).isEmpty();
        assertThat(token.texts("mixed")).isEmpty();
        assertThat(token.texts("whole")).isEmpty();
        assertThatThrownBy(() -> token.claim("text", StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
