package dev.mintmark.server.http;

/// Hears of every request that was answered, for numbers. Called on the thread of the request, so
/// it has to be quick.
@FunctionalInterface
public interface RequestListener {
    RequestListener NONE = (_, _, _, _) -> {};

    /// @param method of HTTP; one word for all unusual ones
    /// @param route the path as it was registered; never what was sent
    /// @param nanos from the end of its headers to the answer
    void answered(String method, String route, int status, long nanos);
}
