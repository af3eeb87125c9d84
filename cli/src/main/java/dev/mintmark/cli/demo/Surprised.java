package dev.mintmark.cli.demo;

/// The tour met something it did not expect: a fault of ours. Ends the tour.
final class Surprised extends RuntimeException {
    private static final long serialVersionUID = 1;

    Surprised(String what) {
        super(what);
    }
}
