package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.conformance.DpopConformance;
import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Gate;

import java.util.function.Function;

class SpringDpopTest extends DpopConformance {

    @Override
    public Service with(Function<String, Gate> gates) {
        return SpringService.start(gates);
    }
}
