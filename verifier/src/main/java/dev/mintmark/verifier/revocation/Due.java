package dev.mintmark.verifier.revocation;

/// Whether something put off has its time.
final class Due {

    private Due() {}

    /// @param longest that anything of its kind is put off: further ahead means that the clock was
    ///   set back, and waiting until it has caught up could take a day
    static boolean is(long time, long now, long longest) {
        return now >= time || time - now > longest;
    }
}
