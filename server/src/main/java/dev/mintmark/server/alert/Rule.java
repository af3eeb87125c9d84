package dev.mintmark.server.alert;

import java.time.Instant;
import java.util.List;

/// Looks whether something is odd. Called on one thread, with times that go forward.
@FunctionalInterface
interface Rule {
    List<Finding> look(Instant now);
}
