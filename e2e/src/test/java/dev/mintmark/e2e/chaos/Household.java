package dev.mintmark.e2e.chaos;

import java.util.List;

/// A person and their devices. When the person is disabled, another one moves in.
final class Household {
    private final int number;
    private volatile Person person;
    private volatile List<Device> devices = List.of();
    private int persons;

    Household(int number) {
        this.number = number;
        this.person = next();
    }

    void owns(List<Device> all) {
        devices = List.copyOf(all);
    }

    Person person() {
        return person;
    }

    List<Device> devices() {
        return devices;
    }

    /// Somebody who has no account yet.
    Person next() {
        persons++;
        return new Person("p%d-%d".formatted(number, persons));
    }

    void movesIn(Person other) {
        person = other;
    }
}
