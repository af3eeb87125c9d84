package dev.mintmark.verifier.report;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Verdicts since the last report.
final class Counts {

    private static final String TRUSTED = "trusted";

    /// One for each word there is; never another.
    private final Map<String, LongAdder> adders =
            Stream.of(
                            Stream.of(TRUSTED),
                            Arrays.stream(Reason.values()).map(Reason::code),
                            Arrays.stream(Verdict.Unavailable.Cause.values())
                                    .map(Verdict.Unavailable.Cause::code))
                    .flatMap(words -> words)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Function.identity(), word -> new LongAdder()));

    void count(Verdict verdict) {
        add(word(verdict), 1);
    }

    /// It was counted as trusted.
    void countInsufficient(Verdict.Refused verdict) {
        add(TRUSTED, -1);
        add(word(verdict), 1);
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused.reason().code();
        } else if (verdict instanceof Verdict.Unavailable unavailable) {
            return unavailable.cause().code();
        }
        return TRUSTED;
    }

    private void add(String word, long count) {
        LongAdder adder = adders.get(word);
        if (adder != null) {
            adder.add(count);
        }
    }

    Taken take() {
        var counts = new TreeMap<String, Long>();
        adders.forEach((word, adder) -> {
            long count = adder.sumThenReset();
            if (count > 0) {
                counts.put(word, count);
            } else {
                // Below zero when it was told as trusted already; the next ones make up for it.
                adder.add(count);
            }
        });
        return new Taken(counts);
    }

    void giveBack(Taken taken) {
        taken.counts.forEach(this::add);
    }

    /// What was counted, as it is sent.
    ///
    /// @param counts by word; those that are not zero
    record Taken(Map<String, Long> counts) {

        boolean isEmpty() {
            return counts.isEmpty();
        }

        byte[] json(long sentAt, boolean keysFail) {
            var json =
                    new JsonWriter()
                            .beginObject()
                            .field("sent_at", sentAt)
                            .field(TRUSTED, counts.getOrDefault(TRUSTED, 0L))
                            .field("keys_fail", keysFail)
                            .name("refused")
                            .beginObject();
            counts.forEach((word, count) -> {
                if (!word.equals(TRUSTED)) {
                    json.field(word, count);
                }
            });
            return json.endObject().endObject().toBytes();
        }
    }
}
