package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.Gate;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Objects;

/// Which gate a request has to pass: one for all, or one per tenant. Whatever it goes by must be
/// safe to go by: a tenant that the caller names is one whose issuer the caller chooses.
@FunctionalInterface
public interface GateChooser {

    Gate choose(HttpServletRequest request);

    static GateChooser always(Gate gate) {
        Objects.requireNonNull(gate);
        return request -> gate;
    }
}
