package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;

@WithIssuer(audience = "orders-api")
class BrokenTokenTest {

    @ParameterizedTest
    @EnumSource
    void each_is_refused_for_its_own_reason(Flaw flaw, TestIssuer issuer, Verifier verifier) {
        var token = issuer.token().audience("orders-api").scope("orders:read");

        assertThat(verifier.verify(token.sign())).isInstanceOf(Verdict.Trusted.class);
        assertThat(verifier.verify(token.broken().by(flaw)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .as(refused.detail())
                                        .isEqualTo(flaw.reason()));
    }

    @Test
    void each_has_a_method_of_its_name(TestIssuer issuer, Verifier verifier) throws Exception {
        var methods =
                Arrays.stream(BrokenToken.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> method.getParameterCount() == 0)
                        .toList();

        assertThat(methods.stream().map(BrokenTokenTest::constant))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Flaw.values()).map(Flaw::name).toArray(String[]::new));
        for (Method method : methods) {
            String token = (String) method.invoke(issuer.token().audience("orders-api").broken());
            assertThat(verifier.verify(token))
                    .as(method.getName())
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .isEqualTo(Flaw.valueOf(constant(method)).reason()));
        }
    }

    private static String constant(Method method) {
        return method.getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
