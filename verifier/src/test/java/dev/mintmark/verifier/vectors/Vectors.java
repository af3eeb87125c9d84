package dev.mintmark.verifier.vectors;

import java.util.List;

/// The published vectors, for whatever there is to be tried with them: other modules' tests get at
/// these classes through this module's test jar.
public final class Vectors {

    private Vectors() {}

    /// In the order of their files.
    public static List<VectorCase> all() {
        return VectorFolder.files().stream().map(VectorCase::read).flatMap(List::stream).toList();
    }
}
