package dev.mintmark.server.id;

import java.util.regex.Pattern;

/// `client_id` (RFC 6749 section 2.2): 1 to 100 characters of a set that needs no escaping in a
/// form, a header or a log.
///
/// An access token made for a client itself carries the client's id as its `sub`. No client may
/// therefore look like a user: the prefix of [UserId] is refused (RFC 9068 section 5).
public record ClientId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:/-]{0,99}");

    /// Sessions and tokens asked for without naming a client belong to this one.
    public static final ClientId FIRST_PARTY = new ClientId("first-party");

    public ClientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a client id");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && !text.startsWith(UserId.PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
