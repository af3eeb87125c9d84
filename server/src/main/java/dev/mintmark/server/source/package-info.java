/// Secrets that others keep, asked for when they are needed: by running a helper program, or of
/// HashiCorp Vault.
@NullMarked
package dev.mintmark.server.source;

import org.jspecify.annotations.NullMarked;
