package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.servlet.ServletAnswers;
import dev.mintmark.adapter.servlet.ServletRequestHead;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
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
            var answer =
                    gates.choose(request)
                            .insufficientScope(
                                    ServletRequestHead.of(request),
                                    token.scheme(),
                                    NeededScopes.of(denied));
            ServletAnswers.send(answer, response);
        } else {
            others.handle(request, response, denied);
        }
    }
}
