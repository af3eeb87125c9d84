package dev.mintmark.server.http;

/// One header line. A value that could end its own line is a bug of ours, so it is refused here,
/// where every response passes.
public record Header(String name, String value) {
    public Header {
        if (name.isEmpty() || !name.chars().allMatch(Header::isTokenCharacter)) {
            throw new IllegalArgumentException("not a header name");
        }
        if (!value.chars().allMatch(Header::isValueCharacter)) {
            throw new IllegalArgumentException("header %s has a control character".formatted(name));
        }
    }

    /// RFC 9110 §5.6.2.
    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isValueCharacter(int c) {
        return (c >= ' ' && c != 0x7f) || c == '\t';
    }

    /// The value is left out: it may be a credential.
    @Override
    public String toString() {
        return name;
    }
}
