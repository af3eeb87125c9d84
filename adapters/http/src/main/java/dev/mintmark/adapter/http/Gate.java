package dev.mintmark.adapter.http;

import dev.mintmark.adapter.http.Answer.Header;
import dev.mintmark.adapter.http.CredentialsListener.Presented;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides which requests a service lets in.
///
/// ```
/// Gate gate = Gate.of(verifier, Answers.forRealm("orders"));
///
/// Admission admission = gate.admit(request, Access.scopes("orders:read"));
/// ```
///
/// Immutable and safe for use by many threads. Why a request was turned away goes to the log at
/// level `DEBUG`, with the trace id that the answer names and without any part of the token: these
/// are events that anybody on the network can cause, so they must not fill a log by default.
public final class Gate {

    private static final Verdict UNBOUND =
            new Verdict.Refused(Reason.DPOP_MISSING, "sent as bearer where DPoP is required");

    private static final Credentials.Malformed UNCLEAR =
            new Credentials.Malformed("The path of the address can be read in more than one way.");

    private static final System.Logger LOG = System.getLogger(Gate.class.getPackageName());

    private final Verifier verifier;
    private final Answers answers;
    private final Optional<DpopOffer> dpop;
    private final CredentialsListener listener;

    private Gate(
            Verifier verifier,
            Answers answers,
            Optional<DpopOffer> dpop,
            CredentialsListener listener) {
        this.verifier = Objects.requireNonNull(verifier);
        this.answers = Objects.requireNonNull(answers);
        this.dpop = dpop;
        this.listener = Objects.requireNonNull(listener);
    }

    public static Gate of(Verifier verifier, Answers answers) {
        return new Gate(verifier, answers, Optional.empty(), how -> {});
    }

    /// Told of every request that had to say who it is.
    public Gate withListener(CredentialsListener changed) {
        return new Gate(verifier, answers, dpop, changed);
    }

    /// Also takes tokens that are bound to a key, with proofs of possession (RFC 9449).
    ///
    /// @param outside where clients see the root of this service: proofs name the address they are
    ///   for, and what a request says about its own address is only what its sender wants it to be
    public Gate offeringDpop(Dpop proofs, URI outside) {
        return with(new DpopOffer(proofs, outside, false));
    }

    /// Takes tokens that are bound to a key, and no others.
    ///
    /// @param outside as in [#offeringDpop]
    public Gate requiringDpop(Dpop proofs, URI outside) {
        return with(new DpopOffer(proofs, outside, true));
    }

    private Gate with(DpopOffer offer) {
        return new Gate(verifier, answers.with(offer), Optional.of(offer), listener);
    }

    public Admission admit(RequestHead request, Access access) {
        if (access instanceof Access.Open) {
            return new Admission.Anonymous();
        }
        Credentials credentials = Credentials.of(request);
        heard(Presented.of(credentials));
        if (credentials instanceof Credentials.Malformed malformed) {
            TraceId trace = TraceId.of(request);
            LOG.log(Level.DEBUG, () -> "malformed credentials, trace " + trace.hex());
            return new Admission.Rejected(answers.malformed(malformed, trace));
        } else if (credentials instanceof Credentials.Bearer bearer) {
            String token = bearer.token();
            Verdict verdict =
                    dpop.map(DpopOffer::only).orElse(false) ? UNBOUND : verifier.verify(token);
            return judged(verdict, token, Scheme.BEARER, request, access);
        } else if (credentials instanceof Credentials.Dpop bound && dpop.isPresent()) {
            return judgedWithProof(bound, dpop.get(), request, access);
        }
        // What is left brought nothing that is taken here.
        return access instanceof Access.Required
                ? new Admission.Rejected(unauthorized(request))
                : new Admission.Anonymous();
    }

    private Admission judgedWithProof(
            Credentials.Dpop bound, DpopOffer offer, RequestHead request, Access access) {
        Verdict verdict = verifier.verify(bound.token(), offer.proof(bound, request));
        Admission admission = judged(verdict, bound.token(), Scheme.DPOP, request, access);
        Optional<Header> nonce =
                offer.dpop().nonceFor(verdict).map(text -> new Header("DPoP-Nonce", text));
        if (nonce.isEmpty()) {
            return admission;
        } else if (admission instanceof Admission.Rejected rejected) {
            return new Admission.Rejected(rejected.answer().with(nonce.get()));
        } else if (admission instanceof Admission.Admitted admitted) {
            return new Admission.Admitted(
                    admitted.token(), admitted.scheme(), List.of(nonce.get()));
        }
        return admission;
    }

    /// For adapters that go by [AccessRules]: the answer to a request whose path could mean one
    /// address to the rules and another to what serves it, with empty segments, encoded slashes,
    /// dots and the like. Empty when the path is clear.
    ///
    /// @param path as the rules get it
    public Optional<Answer> objectionTo(RequestHead request, String path) {
        if (ClearPath.is(path) && ClearPath.isAlso(request.rawPath())) {
            return Optional.empty();
        }
        TraceId trace = TraceId.of(request);
        LOG.log(Level.DEBUG, () -> "a path with two meanings, trace " + trace.hex());
        return Optional.of(answers.malformed(UNCLEAR, trace));
    }

    /// For frameworks that decide by themselves that a request needs a token.
    public Answer unauthorized(RequestHead request) {
        return answers.unauthorized(TraceId.of(request));
    }

    /// For frameworks that decide by themselves that a token does not grant enough.
    ///
    /// @param scheme as in [Admission.Admitted]
    /// @param scopes that are needed, empty when that is not known
    public Answer insufficientScope(RequestHead request, String scheme, Collection<String> scopes) {
        return answers.insufficientScope(scopes, Scheme.named(scheme), TraceId.of(request));
    }

    /// For frameworks that learn what a request needs when it has been let in already: the token
    /// itself when it is enough, otherwise why not.
    public Verdict require(Verdict.Trusted token, Requirements needed) {
        return verifier.require(token, needed);
    }

    /// The answer when [#require] has refused.
    ///
    /// @param scheme as in [Admission.Admitted]
    public Answer insufficient(
            RequestHead request, String scheme, Verdict.Refused refused, Requirements needed) {
        return insufficient(request, Scheme.named(scheme), refused, needed);
    }

    private Answer insufficient(
            RequestHead request, Scheme scheme, Verdict.Refused refused, Requirements needed) {
        TraceId trace = TraceId.of(request);
        LOG.log(
                Level.DEBUG,
                () ->
                        "a good token is not enough: %s, %s; trace %s"
                                .formatted(refused.reason().code(), refused.detail(), trace.hex()));
        return refused.reason() == Reason.INSUFFICIENT_AUTHENTICATION
                ? answers.insufficientAuthentication(
                        needed.acrValues(), needed.maxAge(), scheme, trace)
                : answers.insufficientScope(needed.scopes(), scheme, trace);
    }

    private Admission judged(
            Verdict verdict, String token, Scheme scheme, RequestHead request, Access access) {
        if (verdict instanceof Verdict.Trusted trusted) {
            return admitted(trusted, scheme, request, access);
        } else if (verdict instanceof Verdict.Refused refused) {
            return new Admission.Rejected(refused(refused, token, scheme, request, access));
        }
        TraceId trace = TraceId.of(request);
        var unavailable = (Verdict.Unavailable) verdict;
        LOG.log(
                Level.DEBUG,
                () -> "nobody can tell: %s; trace %s".formatted(unavailable.cause(), trace.hex()));
        return new Admission.Rejected(answers.unavailable(unavailable, trace));
    }

    private Admission admitted(
            Verdict.Trusted trusted, Scheme scheme, RequestHead request, Access access) {
        if (access instanceof Access.Required required
                && verifier.require(trusted, required.requirements())
                        instanceof Verdict.Refused refused) {
            return new Admission.Rejected(
                    insufficient(request, scheme, refused, required.requirements()));
        }
        return new Admission.Admitted(trusted, scheme.word(), List.of());
    }

    private Answer refused(
            Verdict.Refused refused,
            String token,
            Scheme scheme,
            RequestHead request,
            Access access) {
        if (refused.reason() == Reason.INSUFFICIENT_SCOPE
                || refused.reason() == Reason.INSUFFICIENT_AUTHENTICATION) {
            // By what the verifier asks of every token. A client that gets what is named must not
            // be turned away again for what this request needs besides.
            Requirements all = verifier.required();
            return insufficient(
                    request,
                    scheme,
                    refused,
                    access instanceof Access.Required required
                            ? all.withScopes(scopes(all, required.requirements()))
                            : all);
        }
        TraceId trace = TraceId.of(request);
        LOG.log(
                Level.DEBUG,
                () ->
                        "token %s refused: %s, %s; trace %s"
                                .formatted(
                                        Fingerprint.of(token),
                                        refused.reason().code(),
                                        refused.detail(),
                                        trace.hex()));
        return answers.refused(refused.reason(), scheme, trace);
    }

    private static String[] scopes(Requirements one, Requirements other) {
        return Stream.concat(one.scopes().stream(), other.scopes().stream()).toArray(String[]::new);
    }

    private void heard(Presented how) {
        try {
            listener.presented(how);
        } catch (RuntimeException broken) {
            // The decision stands, whoever fails to take note of it.
        }
    }
}
