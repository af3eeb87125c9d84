package dev.mintmark.server.http;

/// Answers a request. Refusals are answers; whatever is thrown is our bug and reaches the client
/// only as the number of an incident. Runs on a virtual thread and may block.
@FunctionalInterface
public interface Endpoint {
    HttpResponse handle(HttpRequest request);
}
