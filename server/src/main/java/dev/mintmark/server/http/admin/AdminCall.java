package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.HttpRequest;

/// A request of somebody whose admin key is good for it.
///
/// @param request by the actor that the key stands for: every event that comes of it carries that
record AdminCall(HttpRequest request, AdminKey key) {
    static AdminCall of(HttpRequest request, AdminKey key) {
        return new AdminCall(request.by(key.actor()), key);
    }

    Origin origin() {
        return request.origin();
    }

    String path(String name) {
        return request.pathParameter(name);
    }
}
