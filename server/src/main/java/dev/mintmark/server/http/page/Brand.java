package dev.mintmark.server.http.page;

/// How the operator wants the pages to look.
///
/// @param name shown on top of every page
/// @param logo address of the picture beside it
/// @param mount the path that all addresses begin with; empty, or such as `/auth`
public record Brand(String name, String logo, String mount) {

    public String path(String path) {
        return mount + path;
    }

    /// An address as it is without the mount, which a proxy may have passed on or taken off.
    public String within(String path) {
        return !mount.isEmpty() && path.startsWith(mount + "/")
                ? path.substring(mount.length())
                : path;
    }

    public String asset(String name) {
        return mount + "/assets/" + name;
    }
}
