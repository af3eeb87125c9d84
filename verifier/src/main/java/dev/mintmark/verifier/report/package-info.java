/// Tells the issuer how many tokens were refused here, so that an attack on any service is seen in
/// one place.
@NullMarked
package dev.mintmark.verifier.report;

import org.jspecify.annotations.NullMarked;
