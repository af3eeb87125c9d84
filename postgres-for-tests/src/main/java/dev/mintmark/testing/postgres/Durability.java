package dev.mintmark.testing.postgres;

import java.util.List;

/// What a commit is worth when the power goes.
public enum Durability {
    /// As PostgreSQL comes: a commit waits for the disk.
    FULL,
    /// Nothing waits for the disk; enough as long as nobody cuts the power.
    NONE;

    List<String> parameters() {
        return switch (this) {
            case FULL -> List.of();
            case NONE -> List.of("fsync=off", "full_page_writes=off");
        };
    }
}
