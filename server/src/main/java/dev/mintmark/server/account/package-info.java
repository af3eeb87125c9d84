/// Who is asked about: the people who sign in, and their passwords (Argon2id, RFC 9106).
@NullMarked
package dev.mintmark.server.account;

import org.jspecify.annotations.NullMarked;
