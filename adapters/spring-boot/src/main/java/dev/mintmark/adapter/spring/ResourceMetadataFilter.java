package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.ProtectedResource;
import dev.mintmark.adapter.servlet.ServletAnswers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

import java.io.IOException;
import java.util.Set;

/// Serves the metadata of the resource (RFC 9728) to anybody, if the chain stands before its
/// address.
final class ResourceMetadataFilter extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final ProtectedResource resource;

    ResourceMetadataFilter(ProtectedResource resource) {
        this.resource = resource;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READS.contains(request.getMethod())
                || !UrlPathHelper.defaultInstance
                        .getPathWithinApplication(request)
                        .equals(resource.metadataPath());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ServletAnswers.send(resource.document(), response);
    }
}
