package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.Admission;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.servlet.ServletAnswers;
import dev.mintmark.adapter.servlet.ServletRequestHead;
import dev.mintmark.adapter.servlet.TrustedToken;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/// Turns a request with a good token into one of its subject, and turns away those with a bad one.
/// Whether a request without token may go on is for the rules behind to say.
final class TokenAuthenticationFilter extends OncePerRequestFilter {

    /// For the dispatches of the same request that follow, and for nothing longer.
    private final SecurityContextRepository repository =
            new RequestAttributeSecurityContextRepository();

    private final SecurityContextHolderStrategy holder =
            SecurityContextHolder.getContextHolderStrategy();
    private final GateChooser gates;
    private final TokenAuthorities authorities;

    TokenAuthenticationFilter(GateChooser gates, TokenAuthorities authorities) {
        this.gates = gates;
        this.authorities = authorities;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Gate gate = gates.choose(request);
        Admission admission = gate.admit(ServletRequestHead.of(request), Access.optional());
        if (admission instanceof Admission.Rejected rejected) {
            ServletAnswers.send(rejected.answer(), response);
            return;
        }
        if (admission instanceof Admission.Admitted admitted) {
            SecurityContext context = holder.createEmptyContext();
            context.setAuthentication(
                    new TokenAuthentication(
                            admitted.token(),
                            gate,
                            admitted.scheme(),
                            authorities.of(admitted.token())));
            holder.setContext(context);
            repository.saveContext(context, request, response);
            request.setAttribute(TrustedToken.ATTRIBUTE, admitted.token());
            ServletAnswers.add(admitted.headers(), response);
        }
        chain.doFilter(request, response);
    }
}
