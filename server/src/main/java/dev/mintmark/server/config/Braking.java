package dev.mintmark.server.config;

import java.util.Optional;

/// How often is too often. What is empty has no limit.
///
/// @param signIn whether failed sign-ins make people wait
/// @param refusals refused requests of one address
/// @param requests requests of one address
/// @param client requests of one client that proves itself by a secret
/// @param leakReports reports of leaked credentials from one address
public record Braking(
        boolean signIn,
        Optional<Rate> refusals,
        Optional<Rate> requests,
        Optional<Rate> client,
        Optional<Rate> leakReports) {}
