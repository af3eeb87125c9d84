package dev.mintmark.adapter.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What each address of a service asks for. The first rule that fits decides; where none does, the
/// general one.
///
/// ```
/// AccessRules rules = AccessRules.everywhere(Access.required())
///         .at("/health", Access.open())
///         .on("GET", "/orders/*", Access.scopes("orders:read"))
///         .on("DELETE", "/orders/*", Access.requiring(STRONG_AND_RECENT))
///         .at("/orders/*", Access.scopes("orders:write"));
/// ```
///
/// Begin with what is strict, and open what may be open: an address that nobody thought of is then
/// closed.
public final class AccessRules {

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9_-]*");

    private final Access general;
    private final List<Rule> rules;

    /// @param method null for any
    /// @param below whether everything below the path is meant, too
    private record Rule(@Nullable String method, String path, boolean below, Access access) {

        boolean fits(String askedMethod, String askedPath) {
            return (method == null || method.equals(askedMethod)) && fits(askedPath);
        }

        /// A slash at the end makes no other address: many routers do not tell the two apart, and
        /// what is closed without it must not be open with it.
        private boolean fits(String asked) {
            return asked.equals(path)
                    || asked.equals(path + "/")
                    || (below && asked.startsWith(path + "/"));
        }
    }

    private AccessRules(Access general, List<Rule> rules) {
        this.general = general;
        this.rules = rules;
    }

    public static AccessRules everywhere(Access general) {
        return new AccessRules(general, List.of());
    }

    /// @param path exact, or ending in `/*` for an address and everything below it; as [#find] gets
    ///   it
    public AccessRules at(String path, Access access) {
        return with(null, path, access);
    }

    /// The same for one method. `GET` covers `HEAD`, which asks for the same thing.
    public AccessRules on(String method, String path, Access access) {
        return with(method, path, access);
    }

    private AccessRules with(@Nullable String method, String path, Access access) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash");
        }
        if (!ClearPath.is(path)) {
            throw new IllegalArgumentException(
                    "a path is decoded, and without parameters, dots and empty segments");
        }
        if (method != null && !METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("a method is written in capitals");
        }
        if ("HEAD".equals(method)) {
            throw new IllegalArgumentException("GET covers HEAD");
        }
        boolean below = path.endsWith("/*");
        String prefix = below ? path.substring(0, path.length() - 2) : path;
        if (prefix.indexOf('*') >= 0) {
            throw new IllegalArgumentException("a * stands at the end of a path, after a slash");
        }
        var more = new ArrayList<>(rules);
        more.add(new Rule(method, prefix, below, access));
        return new AccessRules(general, List.copyOf(more));
    }

    /// @param path decoded and without `.`, `..` and parameters, as the framework itself will find
    ///   what serves it. Whether it means the same to all, [Gate#objectionTo] tells
    public Access find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        for (Rule rule : rules) {
            if (rule.fits(asked, path)) {
                return rule.access();
            }
        }
        return general;
    }
}
