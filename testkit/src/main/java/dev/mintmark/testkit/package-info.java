/// For tests of services that verify tokens: an issuer on loopback whose keys, clock and faults are
/// in the test's hands, tokens that are good or broken in one known way, and a JUnit extension that
/// starts and resets it all.
///
/// Begin with [TestIssuer], or with [WithIssuer] where JUnit runs the tests.
@NullMarked
package dev.mintmark.testkit;

import org.jspecify.annotations.NullMarked;
