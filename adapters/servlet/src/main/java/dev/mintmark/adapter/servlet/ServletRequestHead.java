package dev.mintmark.adapter.servlet;

import dev.mintmark.adapter.http.RequestHead;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/// A servlet request, as the gate sees it.
public final class ServletRequestHead implements RequestHead {

    private final HttpServletRequest request;

    private ServletRequestHead(HttpServletRequest request) {
        this.request = request;
    }

    public static RequestHead of(HttpServletRequest request) {
        return new ServletRequestHead(request);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return request.getRequestURI();
    }

    @Override
    public Optional<String> rawQuery() {
        return Optional.ofNullable(request.getQueryString());
    }

    @Override
    public List<String> headers(String name) {
        // Null is what a container says that keeps headers from applications.
        @Nullable Enumeration<String> lines = request.getHeaders(name);
        return lines == null ? List.of() : Collections.list(lines);
    }
}
