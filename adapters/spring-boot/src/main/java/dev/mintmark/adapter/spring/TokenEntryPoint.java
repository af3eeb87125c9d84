package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.servlet.ServletAnswers;
import dev.mintmark.adapter.servlet.ServletRequestHead;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

import java.io.IOException;

/// The answer to a request that brought no token and needs one. An error that happened before, as
/// when the container or a firewall refused the request, is left as it is: it has a status already.
final class TokenEntryPoint implements AuthenticationEntryPoint {

    private final GateChooser gates;

    TokenEntryPoint(GateChooser gates) {
        this.gates = gates;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException missing)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            ServletAnswers.send(
                    gates.choose(request).unauthorized(ServletRequestHead.of(request)), response);
        }
    }
}
