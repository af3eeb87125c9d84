package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.Answer;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.http.RequestHead;
import dev.mintmark.adapter.servlet.ServletAnswers;
import dev.mintmark.adapter.servlet.ServletRequestHead;
import dev.mintmark.verifier.Verdict;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

import java.io.IOException;

/// The answer to a request whose token is good and does not grant enough. Who is no token's subject
/// gets Spring Security's own answer.
final class TokenDeniedHandler implements AccessDeniedHandler {

    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();
    private final GateChooser gates;

    TokenDeniedHandler(GateChooser gates) {
        this.gates = gates;
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // The error that is being told has a status already.
            return;
        }
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof TokenAuthentication token) {
            Answer answer = answer(request, denied, token.scheme());
            ServletAnswers.send(answer, response);
        } else {
            others.handle(request, response, denied);
        }
    }

    private Answer answer(HttpServletRequest request, AccessDeniedException denied, String scheme) {
        Gate gate = gates.choose(request);
        RequestHead head = ServletRequestHead.of(request);
        return denied instanceof AuthorizationDeniedException with
                        && with.getAuthorizationResult() instanceof AccessDecision decision
                        && decision.verdict() instanceof Verdict.Refused refused
                ? gate.insufficient(head, scheme, refused, decision.needed())
                : gate.insufficientScope(head, scheme, NeededScopes.of(denied));
    }
}
