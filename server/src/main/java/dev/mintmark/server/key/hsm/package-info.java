/// Signing keys inside a device: made, used and destroyed there by PKCS#11.
@NullMarked
package dev.mintmark.server.key.hsm;

import org.jspecify.annotations.NullMarked;
