package dev.mintmark.verifier.vectors;

/// Another library, set up as strictly as its own settings allow and without code of ours around.
interface Judge {

    /// Whether the case can be put to it at all.
    boolean canDo(VectorCase each);

    /// Throws anything when it does not trust the token.
    void require(VectorCase each) throws Exception;

    default boolean trusts(VectorCase each) {
        try {
            require(each);
            return true;
        } catch (Exception | LinkageError | StackOverflowError refused) {
            return false;
        }
    }
}
