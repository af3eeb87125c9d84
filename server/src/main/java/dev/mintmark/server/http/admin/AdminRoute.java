package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.AdminScope;

import java.util.Optional;

/// Where an act is found, and what a key must be good for to carry it out.
///
/// @param scope empty for what any key may
record AdminRoute(String method, String path, Optional<AdminScope> scope, AdminEndpoint endpoint) {}
