package dev.mintmark.server.key.foreign;

/// A key that is not taken, and why. Leaves the reading of a file from any depth;
/// [ForeignKeys#read] turns it into an answer.
final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;

    /// @param sentence must not quote the file
    Unfit(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
