package dev.mintmark.adapter.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One count for each of a fixed set of words: no word that a caller sent can add one.
///
/// It counts whether or not it is bound to a registry, and can be bound to several, so that nobody
/// has to take care what is made first.
final class Tally {

    private final String name;
    private final String description;
    private final String tag;
    private final Map<String, LongAdder> counts;

    Tally(String name, String description, String tag, Stream<String> words) {
        this.name = name;
        this.description = description;
        this.tag = tag;
        this.counts =
                words.collect(
                        Collectors.toUnmodifiableMap(Function.identity(), word -> new LongAdder()));
    }

    void count(String word) {
        LongAdder count = counts.get(word);
        if (count != null) {
            count.increment();
        }
    }

    /// Every word from the start, at zero: a rate needs a first value.
    void bindTo(MeterRegistry registry) {
        counts.forEach((word, count) ->
                FunctionCounter.builder(name, count, LongAdder::sum)
                        .description(description)
                        .tag(tag, word)
                        .register(registry));
    }
}
