package dev.mintmark.server.key;

/// Where the private half of a key is.
public enum Custody {
    /// In the database, sealed under the master key.
    SEALED("sealed"),
    /// In a device that never lets it out, by PKCS#11.
    PKCS11("pkcs11"),
    /// Nowhere here: the key of a former system, published so that its tokens stay good.
    VERIFY_ONLY("verify_only");

    private final String word;

    Custody(String word) {
        this.word = word;
    }

    /// The word used in the database and in answers.
    public String word() {
        return word;
    }

    /// Whether this authority can sign with such a key.
    public boolean canSign() {
        return this != VERIFY_ONLY;
    }

    public static Custody of(String word) {
        for (var custody : values()) {
            if (custody.word.equals(word)) {
                return custody;
            }
        }
        throw new IllegalArgumentException("no custody is called " + word);
    }
}
