/// Between an HTTP request and a verdict, without any web framework: an adapter hands over the head
/// of a request and carries out what comes back.
///
/// Reading credentials ([Credentials]), asking the verifier ([Gate]) and answering in the words of
/// RFC 6750 and RFC 9457 ([Answers]) happen here and nowhere else, so that every adapter answers
/// alike. This is the one place of the adapters that knows status codes.
@NullMarked
package dev.mintmark.adapter.http;

import org.jspecify.annotations.NullMarked;
