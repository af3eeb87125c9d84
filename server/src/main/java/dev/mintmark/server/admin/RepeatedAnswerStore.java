package dev.mintmark.server.admin;

import java.time.Instant;
import java.util.Optional;

/// Where answers rest that may be asked for again, under a name that says nothing of who asked.
public interface RepeatedAnswerStore {
    /// @param print of the request
    /// @param answer enciphered; empty while the request is being carried out
    record Kept(byte[] print, Optional<byte[]> answer, Instant until) {}

    /// Takes the place for a request that is to be carried out, unless it is taken; one that is
    /// kept until a moment that is past is free.
    ///
    /// @return what is there already; empty when the place was taken by this call
    Optional<Kept> begin(byte[] id, Kept request, Instant now);

    void keep(byte[] id, byte[] answer, Instant until);

    void giveUp(byte[] id);

    void forget(Instant until);
}
