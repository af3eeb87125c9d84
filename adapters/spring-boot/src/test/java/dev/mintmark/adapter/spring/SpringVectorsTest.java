package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.conformance.VectorConformance;
import dev.mintmark.adapter.http.Gate;

import java.util.function.Function;

class SpringVectorsTest extends VectorConformance {

    @Override
    public Service with(Function<String, Gate> gates) {
        return SpringService.start(gates);
    }
}
