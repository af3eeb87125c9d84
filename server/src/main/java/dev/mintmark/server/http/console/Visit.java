package dev.mintmark.server.http.console;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.admin.ConsoleSessions.Live;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.HttpRequest;

/// A request of an administrator who has opened the console.
///
/// @param handle the value of the cookie
record Visit(HttpRequest request, Live session, String handle) {
    static Visit of(HttpRequest request, Live session, String handle) {
        return new Visit(request.by(session.key().actor()), session, handle);
    }

    AdminKey key() {
        return session.key();
    }

    boolean may(AdminScope scope) {
        return key().may(scope);
    }

    Origin origin() {
        return request.origin();
    }

    String path(String name) {
        return request.pathParameter(name);
    }

    @Override
    public String toString() {
        return "Visit[" + key().id() + "]";
    }
}
