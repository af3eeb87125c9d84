package dev.mintmark.server.http;

import dev.mintmark.server.session.Device;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// What a `User-Agent` header says in a few words. For people only: it says what its sender likes,
/// and browsers claim to be each other, so the order matters.
public final class UserAgent {
    private record Sign(String contains, String means) {}

    private static final List<Sign> BROWSERS =
            List.of(
                    new Sign("Edg", "Edge"),
                    new Sign("OPR/", "Opera"),
                    new Sign("Firefox/", "Firefox"),
                    new Sign("FxiOS/", "Firefox"),
                    new Sign("CriOS/", "Chrome"),
                    new Sign("Chrome/", "Chrome"),
                    new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS =
            List.of(
                    new Sign("iPhone", "iPhone"),
                    new Sign("iPad", "iPad"),
                    new Sign("Android", "Android"),
                    new Sign("Windows", "Windows"),
                    new Sign("Mac OS X", "macOS"),
                    new Sign("CrOS", "ChromeOS"),
                    new Sign("Linux", "Linux"));

    private UserAgent() {}

    /// The device a request came from.
    ///
    /// @param ownName what the device wants to be called; without it, its header speaks for it
    public static Device device(HttpRequest request, Optional<String> ownName) {
        return device(request, ownName, request.remoteAddress());
    }

    /// @param address of the person, who may be elsewhere than the application that asks
    public static Device device(
            HttpRequest request, Optional<String> ownName, InetAddress address) {
        var label =
                ownName.or(() -> request.headers().first("User-Agent").map(UserAgent::describe));
        return Device.of(label.orElse(""), address);
    }

    /// `Firefox on Linux`; the first word of what is no browser, such as `curl/8.14.1`.
    static String describe(String header) {
        var browser = find(BROWSERS, header);
        var system = find(SYSTEMS, header);
        if (browser.isPresent()) {
            return browser.get() + system.map(name -> " on " + name).orElse("");
        }
        int end = header.indexOf(' ');
        return end < 0 ? header : header.substring(0, end);
    }

    private static Optional<String> find(List<Sign> signs, String header) {
        return signs.stream()
                .filter(sign -> header.contains(sign.contains))
                .map(Sign::means)
                .findFirst();
    }
}
