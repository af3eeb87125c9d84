package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// One issuer per class, reset before each test: the tests below leave it changed on purpose.
class IssuerExtensionTest {

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    abstract static class Sharing {

        private static URI seen;
        private static Instant started;

        abstract TestIssuer issuer();

        abstract Verifier verifier();

        @Test
        @Order(1)
        void a_test_changes_everything() {
            seen = issuer().uri();
            started = issuer().clock().instant();
            verifier().verify(issuer().token().audience("orders-api").sign());
            assertThat(issuer().keySetRequests()).isEqualTo(1);
            issuer().keys().rotate();
            issuer().keys().withdraw(issuer().keys().published().get(0));
            issuer().clock().advance(Duration.ofDays(1));
            issuer().fail(Fault.DOWN);
        }

        @Test
        @Order(2)
        void the_next_finds_it_as_it_was_started() {
            assertThat(issuer().uri()).isEqualTo(seen);
            assertThat(issuer().clock().instant())
                    .isBetween(started, started.plus(Duration.ofMinutes(5)));
            assertThat(issuer().keySetRequests()).isZero();
            assertThat(issuer().keys().published()).containsExactly(issuer().keys().signing());
            assertThat(verifier().verify(issuer().token().audience("orders-api").sign()))
                    .isInstanceOf(Verdict.Trusted.class);
        }
    }

    @Nested
    class InAStaticField extends Sharing {

        @RegisterExtension
        static final IssuerExtension AUTHORITY = IssuerExtension.forAudience("orders-api");

        @Override
        TestIssuer issuer() {
            return AUTHORITY.issuer();
        }

        @Override
        Verifier verifier() {
            return AUTHORITY.verifier();
        }

        @Nested
        class InsideAnother {

            @Test
            void the_issuer_is_the_same(TestIssuer injected) {
                assertThat(injected).isSameAs(AUTHORITY.issuer());
                assertThat(AUTHORITY.verifier().verify(AUTHORITY.token().sign()))
                        .isInstanceOf(Verdict.Trusted.class);
            }
        }
    }

    @Nested
    @WithIssuer(audience = "orders-api")
    class InAnAnnotation extends Sharing {

        private final TestIssuer issuer;
        private final Verifier verifier;

        InAnAnnotation(TestIssuer issuer, Verifier verifier) {
            this.issuer = issuer;
            this.verifier = verifier;
        }

        @Override
        TestIssuer issuer() {
            return issuer;
        }

        @Override
        Verifier verifier() {
            return verifier;
        }

        @Nested
        class InsideAnother {

            @Test
            void the_issuer_is_the_same(TestIssuer injected, MovableClock clock) {
                assertThat(injected).isSameAs(issuer);
                assertThat(clock).isSameAs(issuer.clock());
            }
        }
    }

    @Nested
    class InAnInstanceField {

        @RegisterExtension
        final IssuerExtension authority = IssuerExtension.forAudience("orders-api");

        @Test
        void it_lives_as_long_as_the_test() {
            assertThat(authority.verifier().verify(authority.token().sign()))
                    .isInstanceOf(Verdict.Trusted.class);
        }
    }
}
