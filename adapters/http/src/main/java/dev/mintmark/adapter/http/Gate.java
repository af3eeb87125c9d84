package dev.mintmark.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.CredentialsListener.Presented;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;

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

    private static final System.Logger LOG = System.getLogger(Gate.class.getPackageName());

    private final Verifier verifier;
    private final Answers answers;
    private final CredentialsListener listener;

    private Gate(Verifier verifier, Answers answers, CredentialsListener listener) {
        this.verifier = verifier;
        this.answers = answers;
        this.listener = listener;
    }

    public static Gate of(Verifier verifier, Answers answers) {
        return new Gate(
                Objects.requireNonNull(verifier), Objects.requireNonNull(answers), how -> {});
    }

    /// Told of every request that had to say who it is.
    public Gate withListener(CredentialsListener changed) {
        return new Gate(verifier, answers, Objects.requireNonNull(changed));
    }

    public Admission admit(RequestHead request, Access access) {
        if (access instanceof Access.Open) {
            return new Admission.Anonymous();
        }
        Credentials credentials = Credentials.of(request);
        heard(Presented.of(credentials));
        if (credentials instanceof Credentials.Bearer bearer) {
            return judged(
                    verifier.verify(bearer.token()),
                    bearer.token(),
                    Scheme.BEARER,
                    request,
                    access);
        } else if (credentials instanceof Credentials.Malformed malformed) {
            TraceId trace = TraceId.of(request);
            LOG.log(Level.DEBUG, () -> "malformed credentials, trace " + trace.hex());
            return new Admission.Rejected(answers.malformed(malformed, trace));
        }
        // What is left brought nothing that is taken here.
        return access instanceof Access.Required
                ? new Admission.Rejected(unauthorized(request))
                : new Admission.Anonymous();
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

    private Admission judged(
            Verdict verdict, String token, Scheme scheme, RequestHead request, Access access) {
        if (verdict instanceof Verdict.Trusted trusted) {
            if (access instanceof Access.Required required
                    && !trusted.scopes().containsAll(required.scopes())) {
                return new Admission.Rejected(
                        answers.insufficientScope(required.scopes(), scheme, TraceId.of(request)));
            }
            return new Admission.Admitted(trusted, scheme.word());
        }
        TraceId trace = TraceId.of(request);
        if (verdict instanceof Verdict.Refused refused) {
            LOG.log(
                    Level.DEBUG,
                    () ->
                            "token %s refused: %s, %s; trace %s"
                                    .formatted(
                                            fingerprint(token),
                                            refused.reason().code(),
                                            refused.detail(),
                                            trace.hex()));
            return new Admission.Rejected(answers.refused(refused.reason(), scheme, trace));
        }
        var unavailable = (Verdict.Unavailable) verdict;
        LOG.log(
                Level.DEBUG,
                () -> "nobody can tell: %s; trace %s".formatted(unavailable.cause(), trace.hex()));
        return new Admission.Rejected(answers.unavailable(unavailable, trace));
    }

    private void heard(Presented how) {
        try {
            listener.presented(how);
        } catch (RuntimeException broken) {
            // The decision stands, whoever fails to take note of it.
        }
    }

    /// Enough to find the same token in another log, and far too little to use it.
    private static String fingerprint(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
