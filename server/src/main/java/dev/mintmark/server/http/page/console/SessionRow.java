package dev.mintmark.server.http.page.console;

/// @param path of the page about it
/// @param live whether it could still be refreshed
/// @param state in a word or two
public record SessionRow(
        String id,
        String path,
        String user,
        String userPath,
        String client,
        String device,
        String network,
        String scope,
        Moment created,
        Moment lastSeen,
        Moment expires,
        Moment ended,
        boolean live,
        String state) {}
