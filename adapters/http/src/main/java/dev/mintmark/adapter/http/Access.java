package dev.mintmark.adapter.http;

import dev.mintmark.verifier.Requirements;

import java.util.Objects;
import java.util.stream.Stream;

/// What a request has to bring to be let in.
public sealed interface Access {

    /// Anybody, and nobody is asked who they are: a token that is there is not looked at.
    record Open() implements Access {}

    /// Anybody; who brings a token gets the request served as its subject. A token that is there
    /// has to be good: a client whose token has expired must learn so, and not be served as a
    /// stranger.
    record Optional() implements Access {}

    /// A good token that allows, and says of how its person signed in, what is asked for.
    record Required(Requirements requirements) implements Access {

        public Required {
            Objects.requireNonNull(requirements);
        }
    }

    static Access open() {
        return new Open();
    }

    static Access optional() {
        return new Optional();
    }

    /// A good token, whatever it grants.
    static Access required() {
        return new Required(Requirements.NONE);
    }

    /// A good token that grants all of these.
    static Access scopes(String first, String... more) {
        var all = Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
        return new Required(Requirements.scopes(all));
    }

    /// A good token that is enough for this: scopes, and how and when its person signed in (RFC
    /// 9470).
    static Access requiring(Requirements requirements) {
        return new Required(requirements);
    }
}
