package dev.mintmark.server.http;

/// The problems this layer itself finds, each with its words in one place.
final class Errors {
    static final Problem NOT_FOUND =
            Problem.of(404, "not_found", "There is nothing at this address.");
    static final Problem METHOD_NOT_ALLOWED =
            Problem.of(405, "method_not_allowed", "This address does not answer to that method.");
    static final Problem BODY_TOO_SLOW =
            Problem.of(408, "request_timeout", "The request body did not arrive in time.");
    static final Problem BODY_TOO_LARGE =
            Problem.of(413, "content_too_large", "The request body is too large.");
    static final Problem BODY_BROKEN =
            Problem.of(400, "bad_request", "The request body did not arrive completely.");
    static final Problem ABANDONED =
            Problem.of(
                    400,
                    "bad_request",
                    "The connection was closed before the request could be answered.");
    static final Problem PUT_OFF =
            Problem.of(
                    503,
                    "temporarily_unavailable",
                    "This cannot be answered right now. Please try again shortly.");
    static final Problem STOPPING =
            Problem.of(503, "temporarily_unavailable", "The server is shutting down.");
    static final Problem INTERNAL =
            Problem.of(500, "internal_error", "Something went wrong on our side.");

    private Errors() {}

    /// For what the server underneath refuses before a request exists.
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "bad_request", "The request is malformed.");
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> Problem.of(408, "request_timeout", "The request did not arrive in time.");
            case 413 -> BODY_TOO_LARGE;
            case 414 -> Problem.of(414, "uri_too_long", "The request target is too long.");
            case 417 -> Problem.of(417, "expectation_failed", "The expectation is not understood.");
            case 431 -> Problem.of(431, "headers_too_large", "The request headers are too large.");
            case 501 -> Problem.of(501, "not_implemented", "The request asks for too much.");
            case 503 -> STOPPING;
            case 505 -> Problem.of(505, "version_not_supported", "Use HTTP/1.1.");
            default ->
                    status >= 400 && status < 500
                            ? Problem.of(status, "bad_request", "The request is malformed.")
                            : INTERNAL;
        };
    }
}
