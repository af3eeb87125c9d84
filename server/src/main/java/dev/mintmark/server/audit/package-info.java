/// What happened, kept so that it can be looked up later: records of events, how they rest, and how
/// they are read.
///
/// What tells of a change is written by the store that makes the change. Nobody in the domain
/// imports this to get work done.
@NullMarked
package dev.mintmark.server.audit;

import org.jspecify.annotations.NullMarked;
