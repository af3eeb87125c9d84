package dev.mintmark.server.key;

import java.util.List;

/// Where master keys come from, to be asked again while the authority runs.
@FunctionalInterface
public interface MasterKeySource {
    Reading read();

    /// What came of asking.
    sealed interface Reading {
        /// @param keys newest last; never empty
        record Found(List<MasterKey> keys) implements Reading {
            public Found {
                keys = List.copyOf(keys);
                if (keys.isEmpty()) {
                    throw new IllegalArgumentException("where keys are found, there is one");
                }
            }
        }

        /// @param why a sentence for the operator
        record NotThere(String why) implements Reading {}
    }
}
