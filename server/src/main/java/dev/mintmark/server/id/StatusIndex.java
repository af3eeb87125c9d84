package dev.mintmark.server.id;

import java.util.random.RandomGenerator;

/// A place in a status list, where one bit says whether a session still counts (Token Status List,
/// section 4). A session has one; all its access tokens point at it. Chosen at random, so that it
/// says nothing about how many sessions there are or which of them are neighbours.
public record StatusIndex(int list, int place) {
    /// Every list has so many places from its first day to its last: a place beyond its end would
    /// count as revoked, and a list that grows would say how much is going on.
    public static final int PLACES = 1 << 20;

    public StatusIndex {
        if (list < 0 || place < 0 || place >= PLACES) {
            throw new IllegalArgumentException("not a place in a status list");
        }
    }

    public static StatusIndex random(int list, RandomGenerator random) {
        return new StatusIndex(list, random.nextInt(PLACES));
    }
}
