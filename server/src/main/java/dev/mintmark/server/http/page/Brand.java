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

    public String asset(String name) {
        return mount + "/assets/" + name;
    }
}
