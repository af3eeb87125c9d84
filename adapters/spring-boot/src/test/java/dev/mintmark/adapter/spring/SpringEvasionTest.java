package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.conformance.EvasionConformance;
import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Gate;

import java.util.function.Function;

class SpringEvasionTest extends EvasionConformance {

    @Override
    public Service with(Function<String, Gate> gates) {
        return SpringService.start(gates);
    }
}
