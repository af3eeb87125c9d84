package dev.mintmark.server.id;

/// `kid`: the RFC 7638 SHA-256 thumbprint of the public key, hence unique over all time.
public record KeyId(String value) {
    public KeyId {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException("not a key id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
