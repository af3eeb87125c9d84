package dev.mintmark.server.key;

/// Something that rests in the database under the master key.
///
/// @param name under which it was sealed: the `kid` of a signing key, or what a secret is called
public record SealedThing(Kind kind, String name, byte[] sealed) {
    public enum Kind {
        SIGNING_KEY("signing_key"),
        SECRET("secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The word used in answers.
        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return "SealedThing[" + kind.word + ", " + name + "]";
    }
}
