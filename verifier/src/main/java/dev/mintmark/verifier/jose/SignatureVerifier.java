package dev.mintmark.verifier.jose;

/// Checks signatures with one key. Answers false for whatever is not a valid signature, however
/// malformed; safe for use by many threads.
interface SignatureVerifier {

    boolean verify(byte[] data, int offset, int length, byte[] signature);
}
