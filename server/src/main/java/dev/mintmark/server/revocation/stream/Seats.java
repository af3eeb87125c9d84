package dev.mintmark.server.revocation.stream;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A fixed number of places that nobody can take all of: when none is free, whoever has most of
/// them gives up the oldest to somebody who has fewer. Not safe for threads.
final class Seats<T> {
    private final int most;
    private final Map<T, String> owners = new LinkedHashMap<>();

    Seats(int most) {
        this.most = most;
    }

    /// @param sendAway told of the one that has to go
    /// @return false when nobody has clearly more than the one who asks
    boolean makeRoomFor(String who, Consumer<T> sendAway) {
        if (owners.size() < most) {
            return true;
        }
        var richest = richest();
        if (richest.isEmpty() || count(richest.get()) <= count(who) + 1) {
            return false;
        }
        T oldest = oldestOf(richest.get());
        owners.remove(oldest);
        sendAway.accept(oldest);
        return true;
    }

    void take(String who, T seat) {
        owners.put(seat, who);
    }

    void leave(T seat) {
        owners.remove(seat);
    }

    List<T> taken() {
        return List.copyOf(owners.keySet());
    }

    int size() {
        return owners.size();
    }

    private Optional<String> richest() {
        return owners.values().stream()
                .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private long count(String who) {
        return owners.values().stream().filter(who::equals).count();
    }

    private T oldestOf(String who) {
        return owners.entrySet().stream()
                .filter(seat -> seat.getValue().equals(who))
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
