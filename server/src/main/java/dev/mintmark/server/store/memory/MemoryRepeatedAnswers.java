package dev.mintmark.server.store.memory;

import dev.mintmark.server.admin.RepeatedAnswerStore;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryRepeatedAnswers implements RepeatedAnswerStore {
    private final Map<ByteBuffer, Kept> answers = new HashMap<>();

    @Override
    public synchronized Optional<Kept> begin(byte[] id, Kept request, Instant now) {
        var place = ByteBuffer.wrap(id.clone());
        var found =
                Optional.ofNullable(answers.get(place)).filter(kept -> kept.until().isAfter(now));
        if (found.isEmpty()) {
            answers.put(place, request);
        }
        return found;
    }

    @Override
    public synchronized void keep(byte[] id, byte[] answer, Instant until) {
        answers.computeIfPresent(
                ByteBuffer.wrap(id),
                (_, kept) -> new Kept(kept.print(), Optional.of(answer), until));
    }

    @Override
    public synchronized void giveUp(byte[] id) {
        answers.remove(ByteBuffer.wrap(id));
    }

    @Override
    public synchronized void forget(Instant until) {
        answers.values().removeIf(kept -> !kept.until().isAfter(until));
    }
}
