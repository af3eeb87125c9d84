package dev.mintmark.adapter.servlet;

import dev.mintmark.adapter.conformance.EvasionConformance;
import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Gate;

import java.util.function.Function;

class ServletEvasionTest extends EvasionConformance {

    @Override
    public Service with(Function<String, Gate> gates) throws Exception {
        return JettyService.start(gates);
    }
}
