/// Keys that were made elsewhere, as other programs write them: PEM (PKCS#8, PKCS#1, SEC1, public
/// keys, certificates), JWK and JWK Set. What cannot be relied on is refused with the reason.
@NullMarked
package dev.mintmark.server.key.foreign;

import org.jspecify.annotations.NullMarked;
