/// How a command reaches an authority and speaks to its admin API: find it, find the key, ask, and
/// tell an answer from a refusal. Refusals are values; only the commands decide what to print and
/// which code to exit with.
@NullMarked
package dev.mintmark.cli.admin;

import org.jspecify.annotations.NullMarked;
