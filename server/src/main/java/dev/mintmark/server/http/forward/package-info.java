/// Asked by a proxy, for each request, whether it may pass and for whom: so any web application in
/// any language gets sessions without knowing of them.
@NullMarked
package dev.mintmark.server.http.forward;

import org.jspecify.annotations.NullMarked;
