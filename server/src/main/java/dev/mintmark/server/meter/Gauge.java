package dev.mintmark.server.meter;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Something that has a value whenever it is looked at.
///
/// @param label whose values tell its samples apart; empty when there is one sample
/// @param values by the value of the label; those that are unknown right now are left out
record Gauge(
        String name,
        String help,
        String type,
        String label,
        Supplier<Map<String, ? extends Number>> values)
        implements Meter {

    @Override
    public void writeTo(MetricsText text) {
        text.begin(name, help, type);
        values.get()
                .forEach((value, number) -> {
                    if (label.isEmpty()) {
                        text.sample(name, List.of(), List.of(), number.doubleValue());
                    } else {
                        text.sample(name, List.of(label), List.of(value), number.doubleValue());
                    }
                });
    }
}
