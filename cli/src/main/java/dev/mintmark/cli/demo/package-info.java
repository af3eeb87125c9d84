/// The guided tour: an authority, a service that trusts it, a person, and a thief, all over real
/// HTTP on this machine.
@NullMarked
package dev.mintmark.cli.demo;

import org.jspecify.annotations.NullMarked;
