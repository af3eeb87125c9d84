package dev.mintmark.server.http;

import dev.mintmark.server.http.Malformed.Reason;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the parameters of a body. Parameters in the address are ignored, except that credentials
/// there are refused: an address ends up in logs, histories and referrers, so a client that put one
/// there has to be told before it does so a second time.
public final class Form {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile(
                    "application/x-www-form-urlencoded[ \\t]*(;[ \\t]*charset=\"?utf-8\"?)?",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> NEVER_IN_QUERY =
            Set.of(
                    "access_token",
                    "admin_key",
                    "client_assertion",
                    "client_secret",
                    "code",
                    "code_verifier",
                    "password",
                    "refresh_token",
                    "token");

    private Form() {}

    public static Reading read(HttpRequest request, String... repeatable) {
        if (!isForm(request)) {
            return new Malformed(Reason.NOT_A_FORM);
        }
        if (hasSecret(request.query().orElse(""))) {
            return new Malformed(Reason.SECRET_IN_QUERY);
        }
        // Properly encoded forms are ASCII; Latin-1 maps every byte, so nothing hides behind a
        // replacement character before the decoder has looked at it.
        var text = new String(request.body(), StandardCharsets.ISO_8859_1);
        return Parameters.read(text, Set.of(repeatable));
    }

    private static boolean isForm(HttpRequest request) {
        var types = request.headers().values("Content-Type");
        return types.size() == 1 && CONTENT_TYPE.matcher(types.getFirst()).matches();
    }

    /// Looks at each name by itself, so that neither repetition nor a broken escape elsewhere hides
    /// it.
    private static boolean hasSecret(String query) {
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = PercentDecoding.form(equals < 0 ? pair : pair.substring(0, equals));
            if (name.filter(NEVER_IN_QUERY::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
