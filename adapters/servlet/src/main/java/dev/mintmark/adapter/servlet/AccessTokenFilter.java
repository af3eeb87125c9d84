package dev.mintmark.adapter.servlet;

import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.AccessRules;
import dev.mintmark.adapter.http.Admission;
import dev.mintmark.adapter.http.Answer;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.http.ProtectedResource;
import dev.mintmark.verifier.Verdict;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Lets in requests with a good access token, as the subject of that token.
///
/// ```
/// Gate gate = Gate.of(verifier, Answers.forRealm("orders"));
/// AccessRules rules = AccessRules.everywhere(Access.required()).at("/health", Access.open());
/// context.addFilter("tokens", AccessTokenFilter.of(gate, rules))
///         .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
/// ```
///
/// Behind it, [TrustedToken] gives the token, and `getUserPrincipal()`, `getRemoteUser()` and
/// `isUserInRole(…)` speak of its subject. Map it to `/*` and let the rules make exceptions: an
/// address that no filter stands before is open to all.
///
/// The verifier behind the gate belongs to whoever made it, who closes it, too.
public final class AccessTokenFilter implements Filter {

    /// How the token of an admitted request was presented, for the dispatches that follow.
    private static final String SCHEME = AccessTokenFilter.class.getName() + ".scheme";

    private final Function<? super HttpServletRequest, Gate> gates;
    private final AccessRules rules;
    private final Function<Verdict.Trusted, ? extends Collection<String>> roles;
    private final Optional<ProtectedResource> resource;

    private AccessTokenFilter(
            Function<? super HttpServletRequest, Gate> gates,
            AccessRules rules,
            Function<Verdict.Trusted, ? extends Collection<String>> roles,
            Optional<ProtectedResource> resource) {
        this.gates = Objects.requireNonNull(gates);
        this.rules = Objects.requireNonNull(rules);
        this.roles = Objects.requireNonNull(roles);
        this.resource = resource;
    }

    public static AccessTokenFilter of(Gate gate, AccessRules rules) {
        Objects.requireNonNull(gate);
        return choosing(request -> gate, rules);
    }

    /// With a gate per request, as for services of many tenants. Whatever it goes by must be safe
    /// to go by: a tenant that the caller names is one whose issuer the caller chooses.
    public static AccessTokenFilter choosing(
            Function<? super HttpServletRequest, Gate> gates, AccessRules rules) {
        return new AccessTokenFilter(gates, rules, Verdict.Trusted::scopes, Optional.empty());
    }

    /// What `isUserInRole` goes by; the token's scopes unless changed.
    public AccessTokenFilter withRoles(
            Function<Verdict.Trusted, ? extends Collection<String>> changed) {
        return new AccessTokenFilter(gates, rules, changed, resource);
    }

    /// Serves the metadata of the resource (RFC 9728), to anybody, if the filter stands before its
    /// address.
    public AccessTokenFilter publishing(ProtectedResource published) {
        return new AccessTokenFilter(gates, rules, roles, Optional.of(published));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked)
                || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("access tokens come by HTTP only");
        }
        DispatcherType dispatch = asked.getDispatcherType();
        if (dispatch == DispatcherType.ASYNC || dispatch == DispatcherType.ERROR) {
            // The second half of a request that was let in, or the container's page about one that
            // failed: nobody can ask for these from outside.
            chain.doFilter(remembered(asked), answer);
            return;
        }
        String path = path(asked);
        if (resource.isPresent() && isRead(asked) && path.equals(resource.get().metadataPath())) {
            ServletAnswers.send(resource.get().document(), answer);
            return;
        }
        Gate gate = gates.apply(asked);
        Optional<Answer> objection = gate.objectionTo(ServletRequestHead.of(asked), path);
        if (objection.isPresent()) {
            ServletAnswers.send(objection.get(), answer);
        } else {
            admit(gate, asked, answer, chain, rules.find(asked.getMethod(), path));
        }
    }

    private void admit(
            Gate gate,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Access access)
            throws IOException, ServletException {
        Admission admission = gate.admit(ServletRequestHead.of(request), access);
        if (admission instanceof Admission.Rejected rejected) {
            ServletAnswers.send(rejected.answer(), response);
        } else if (admission instanceof Admission.Admitted admitted) {
            request.setAttribute(TrustedToken.ATTRIBUTE, admitted.token());
            request.setAttribute(SCHEME, admitted.scheme());
            ServletAnswers.add(admitted.headers(), response);
            chain.doFilter(remembered(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private HttpServletRequest remembered(HttpServletRequest request) {
        Optional<Verdict.Trusted> token = TrustedToken.of(request);
        return token.isPresent() && request.getAttribute(SCHEME) instanceof String scheme
                ? new TrustedRequest(request, token.get(), scheme, roles)
                : request;
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /// As the container found what serves it: decoded, without parameters and dots.
    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        return below == null ? request.getServletPath() : request.getServletPath() + below;
    }
}
