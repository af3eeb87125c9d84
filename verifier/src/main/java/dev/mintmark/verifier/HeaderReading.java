package dev.mintmark.verifier;

import dev.mintmark.verifier.jwt.CompactJws;
import dev.mintmark.verifier.jwt.JoseHeader;
import dev.mintmark.verifier.jwt.MalformedJws;

import org.jspecify.annotations.Nullable;

/// What an access token's header turned out to be.
sealed interface HeaderReading {

    /// The three members we act on.
    record Header(String alg, @Nullable String kid, @Nullable String typ)
            implements HeaderReading {}

    record Unacceptable(Verdict.Refused verdict) implements HeaderReading {}

    static HeaderReading of(CompactJws token) {
        JoseHeader header;
        try {
            header = JoseHeader.of(token);
        } catch (MalformedJws e) {
            return new Unacceptable(new Verdict.Refused(Reason.MALFORMED, e.rule()));
        }
        return header.saysNested()
                ? new Unacceptable(
                        new Verdict.Refused(Reason.WRONG_TYPE, "cty says it is a token in a token"))
                : new Header(header.alg(), header.kid(), header.typ());
    }
}
