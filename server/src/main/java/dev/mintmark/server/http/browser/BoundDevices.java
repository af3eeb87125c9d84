package dev.mintmark.server.http.browser;

import dev.mintmark.server.device.DeviceBinding;
import dev.mintmark.server.guard.SessionCookie;
import dev.mintmark.server.http.Cookies;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.log.Log;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Optional;
import java.util.Set;

/// What is said to browsers about keys of devices, in headers, cookies and one document (DBSC).
///
/// @param cookie the short-lived one
/// @param base where the issuer is mounted, without a slash at the end
public record BoundDevices(DeviceBinding binding, SessionCookie cookie, String base) {
    public static final String REGISTER = "/dbsc/register";
    public static final String REFRESH = "/dbsc/refresh";

    private static final Log LOG = Log.of(BoundDevices.class);
    private static final String SKIPPED = "Secure-Session-Skipped";
    private static final Set<String> WHY_SKIPPED =
            Set.of("unreachable", "server_error", "quota_exceeded");

    /// Whether the session may be used from where it is: it is bound to no device, or the device
    /// has shown its key within the last minutes.
    boolean isAtHome(HttpRequest request, FamilyId family) {
        var shown = Cookies.find(request, cookie.name()).found();
        if (shown.isPresent() && binding.isShown(family, shown.get())) {
            return true;
        }
        if (!binding.isBound(family)) {
            return true;
        }
        // Believing what the browser says here would let every thief say it too.
        request.headers()
                .first(SKIPPED)
                .ifPresent(text ->
                        LOG.info(
                                "a browser could not show its device's key",
                                "session",
                                family,
                                "reason",
                                WHY_SKIPPED.stream()
                                        .filter(text::contains)
                                        .findFirst()
                                        .orElse("other")));
        return false;
    }

    /// Asks the browser to make a key for a session that begins.
    HttpResponse offer(HttpResponse answer, FamilyId family) {
        return answer.header(
                "Secure-Session-Registration",
                "(%s);path=\"%s\";challenge=\"%s\""
                        .formatted(
                                DeviceBinding.algorithms(),
                                base + REGISTER,
                                binding.challenge(family)));
    }

    HttpResponse forget(HttpResponse answer) {
        return answer.header("Set-Cookie", cookie.clear());
    }

    /// Tells the browser what is bound to its key, and gives it the cookie.
    HttpResponse shown(FamilyId family, String value) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("session_identifier", family.toString())
                        .field("refresh_url", base + REFRESH)
                        .name("scope")
                        .beginObject()
                        .field("include_site", false)
                        .endObject()
                        .name("credentials")
                        .beginArray()
                        .beginObject()
                        .field("type", "cookie")
                        .field("name", cookie.name())
                        .field("attributes", cookie.attributes())
                        .endObject()
                        .endArray();
        return HttpResponse.json(200, json.endObject().toBytes())
                .header("Cache-Control", "no-store")
                .header("Set-Cookie", cookie.set(value, binding.shownFor()));
    }

    HttpResponse challenge(HttpResponse answer, FamilyId family, String challenge) {
        return answer.header(
                "Secure-Session-Challenge", "\"%s\";id=\"%s\"".formatted(challenge, family));
    }

    /// The value of a header that holds one string (RFC 9651 §3.3.3), or a token where browsers
    /// send one. No value that we gave out needs an escape.
    static Optional<String> text(HttpRequest request, String name) {
        var values = request.headers().values(name);
        if (values.size() != 1) {
            return Optional.empty();
        }
        var value = values.getFirst().strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        var inside = quoted ? value.substring(1, value.length() - 1) : value;
        return inside.isEmpty() || inside.indexOf('"') >= 0 || inside.indexOf('\\') >= 0
                ? Optional.empty()
                : Optional.of(inside);
    }
}
