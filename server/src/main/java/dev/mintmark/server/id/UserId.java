package dev.mintmark.server.id;

/// The `sub` of a person: never reassigned, says nothing about its owner, and cannot be the id of a
/// client, because no client id may begin with [#PREFIX].
public record UserId(String value) {
    public static final String PREFIX = "usr_";

    public UserId {
        if (!value.startsWith(PREFIX) || value.length() > 64) {
            throw new IllegalArgumentException("not a user id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
