package dev.mintmark.adapter.http;

import java.util.List;
import java.util.Optional;

/// What of a request decides who is asking. An adapter implements it over its framework's own.
public interface RequestHead {

    /// As sent; methods are case-sensitive.
    String method();

    /// The path of the request target, as it was sent: encoded, without query.
    String rawPath();

    /// What follows the first `?` of the request target, as it was sent.
    Optional<String> rawQuery();

    /// The value of each header line of this name, in their order; empty when there is none. Names
    /// have no case.
    List<String> headers(String name);
}
