package dev.mintmark.fuzz;

import java.util.Arrays;
import java.util.Locale;

/// What can be run.
enum Target {
    TOKEN(TokenTarget.class),
    SIGNED(SignedTarget.class),
    CLAIMS(ClaimsTarget.class),
    PROOF(ProofTarget.class),
    REQUEST(RequestTarget.class),
    KEY_SET(KeySetTarget.class),
    STATUS_LIST(StatusListTarget.class),
    FRAMES(FramesTarget.class),
    JSON(JsonTarget.class);

    private final Class<?> type;

    Target(Class<?> type) {
        this.type = type;
    }

    /// What Jazzer calls.
    Class<?> type() {
        return type;
    }

    /// As Jazzer would.
    void run(byte[] data) throws Exception {
        switch (this) {
            case TOKEN -> TokenTarget.fuzzerTestOneInput(data);
            case SIGNED -> SignedTarget.fuzzerTestOneInput(data);
            case CLAIMS -> ClaimsTarget.fuzzerTestOneInput(data);
            case PROOF -> ProofTarget.fuzzerTestOneInput(data);
            case REQUEST -> RequestTarget.fuzzerTestOneInput(data);
            case KEY_SET -> KeySetTarget.fuzzerTestOneInput(data);
            case STATUS_LIST -> StatusListTarget.fuzzerTestOneInput(data);
            case FRAMES -> FramesTarget.fuzzerTestOneInput(data);
            case JSON -> JsonTarget.fuzzerTestOneInput(data);
        }
    }

    static Target labelled(String label) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + label));
    }

    /// For folders and the command line.
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
