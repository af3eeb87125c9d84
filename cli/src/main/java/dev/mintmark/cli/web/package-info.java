/// Addresses on the web.
@NullMarked
package dev.mintmark.cli.web;

import org.jspecify.annotations.NullMarked;
