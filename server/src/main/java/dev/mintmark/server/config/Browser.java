package dev.mintmark.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Sessions in browsers, and how the pages look.
///
/// @param origins of applications that may use a session, besides the authority's own
/// @param crossSiteLinks whether a link on another site may lead straight into a session
/// @param deviceBound whether browsers are asked to bind sessions to a key of their device
/// @param brandName shown on every page
/// @param logo a picture beside it, SVG or PNG
public record Browser(
        Set<String> origins,
        boolean crossSiteLinks,
        boolean deviceBound,
        String brandName,
        Optional<Path> logo) {

    public Browser {
        origins = Set.copyOf(origins);
    }
}
