package dev.mintmark.adapter.http;

import dev.mintmark.verifier.Verdict;

import java.util.List;

/// What a [Gate] decided about a request.
public sealed interface Admission {

    /// Let in, as the subject of this token.
    ///
    /// @param scheme how the token was presented, for frameworks that want to know: `Bearer` or
    ///   `DPoP`
    /// @param headers to be added to the answer, whatever that will be
    record Admitted(Verdict.Trusted token, String scheme, List<Answer.Header> headers)
            implements Admission {

        public Admitted {
            headers = List.copyOf(headers);
        }
    }

    /// Let in without saying who they are.
    record Anonymous() implements Admission {}

    /// Turned away; the answer has to be sent as it is.
    record Rejected(Answer answer) implements Admission {}
}
