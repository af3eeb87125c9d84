/// Addresses on the web, and documents fetched from them.
@NullMarked
package dev.mintmark.cli.web;

import org.jspecify.annotations.NullMarked;
