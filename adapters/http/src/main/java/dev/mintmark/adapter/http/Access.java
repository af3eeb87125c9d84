package dev.mintmark.adapter.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a request has to bring to be let in.
public sealed interface Access {

    /// Anybody, and nobody is asked who they are: a token that is there is not looked at.
    record Open() implements Access {}

    /// Anybody; who brings a token gets the request served as its subject. A token that is there
    /// has to be good: a client whose token has expired must learn so, and not be served as a
    /// stranger.
    record Optional() implements Access {}

    /// A good token with all of these scopes.
    record Required(Set<String> scopes) implements Access {

        public Required {
            scopes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
            scopes.forEach(Challenge::requireSayable);
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
        return new Required(Set.of());
    }

    /// A good token that grants all of these.
    static Access scopes(String first, String... more) {
        var all = new LinkedHashSet<String>();
        all.add(first);
        all.addAll(List.of(more));
        return new Required(all);
    }
}
