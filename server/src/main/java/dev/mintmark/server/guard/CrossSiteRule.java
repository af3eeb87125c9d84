package dev.mintmark.server.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a request that would change something comes from our own pages, by what the browser says
/// of it. Browsers tell the truth here: neither header can be set by a script.
///
/// - `Sec-Fetch-Site` (Fetch Metadata) first. Another site may only ask when its origin is listed.
/// - Without it, as from old browsers and over plain http, `Origin` has to be listed.
/// - Without both, as from a program, the CSRF token alone decides; it is required in every case.
public final class CrossSiteRule {
    private final Set<String> origins;

    /// @param origins that may use the session, such as `https://shop.example.com`
    public CrossSiteRule(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    public enum Why {
        OTHER_SITE("other_site"),
        OTHER_ORIGIN("other_origin"),
        REPEATED_HEADER("repeated_header");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param fetchSite all values of `Sec-Fetch-Site`
    /// @param origin all values of `Origin`
    /// @return what speaks against the request; nothing when it may go on to the token's check
    public Optional<Why> objection(List<String> fetchSite, List<String> origin) {
        if (fetchSite.size() > 1 || origin.size() > 1) {
            return Optional.of(Why.REPEATED_HEADER);
        }
        boolean listed = !origin.isEmpty() && isListed(origin.getFirst());
        return switch (fetchSite.isEmpty() ? "" : fetchSite.getFirst()) {
            case "same-origin", "none" -> Optional.empty();
            case "same-site", "cross-site" ->
                    listed ? Optional.empty() : Optional.of(Why.OTHER_SITE);
            default ->
                    origin.isEmpty() || listed ? Optional.empty() : Optional.of(Why.OTHER_ORIGIN);
        };
    }

    /// Character by character; `null`, which every sandbox sends, is nobody's origin.
    public boolean isListed(String origin) {
        return origins.contains(origin);
    }

    public Set<String> origins() {
        return origins;
    }
}
