package dev.mintmark.adapter.conformance;

import dev.mintmark.adapter.http.Gate;

import java.net.URI;
import java.util.function.Function;

/// A service behind the adapter under test, on a real port. It has these addresses and no others:
///
/// | address | asks for | answers |
/// |---|---|---|
/// | `/subject` | a good token | the subject |
/// | `/orders` | the scopes `orders:read` and `orders:list` | the subject |
/// | `/transfers` | the scope `transfers:write`, by a person who signed in no more than five minutes ago, as `urn:example:phr` or `urn:example:mfa` | the subject |
/// | `/welcome` | nothing, but takes a token | the subject, or `stranger` |
/// | `/open` | nothing, and looks at nothing | `open` |
public interface Service extends AutoCloseable {

    URI uri();

    @Override
    void close();

    /// How an adapter starts one.
    interface Start {

        /// The request header whose value says which gate a request has to pass; a caller from
        /// outside a test must never have that choice.
        String GATE = "Conformance-Gate";

        Service with(Function<String, Gate> gates) throws Exception;
    }
}
