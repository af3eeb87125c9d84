package dev.mintmark.server.key;

/// What a key signs. Each purpose has keys of its own: when one has to be revoked, a statement that
/// says so can still be signed by another.
public enum KeyPurpose {
    ACCESS_TOKENS("access_tokens"),
    /// What the authority says about itself, such as which tokens are revoked.
    STATEMENTS("statements");

    private final String word;

    KeyPurpose(String word) {
        this.word = word;
    }

    /// The word used in the database and in answers.
    public String word() {
        return word;
    }

    public static KeyPurpose of(String word) {
        for (var purpose : values()) {
            if (purpose.word.equals(word)) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("no purpose of a key is called " + word);
    }
}
