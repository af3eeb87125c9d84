package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.conformance.RevocationConformance;
import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Gate;

import java.util.function.Function;

class SpringRevocationTest extends RevocationConformance {

    @Override
    public Service with(Function<String, Gate> gates) {
        return SpringService.start(gates);
    }
}
