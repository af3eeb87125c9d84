/// First-party sign-in for native applications and scripts: name and password in, tokens out.
@NullMarked
package dev.mintmark.server.http.login;

import org.jspecify.annotations.NullMarked;
