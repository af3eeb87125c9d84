package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpResponse;

/// One act of the admin API, behind the gate.
@FunctionalInterface
interface AdminEndpoint {
    HttpResponse handle(AdminCall call);
}
