package dev.mintmark.adapter.http;

/// How a token was presented.
enum Scheme {
    BEARER("Bearer"),
    DPOP("DPoP");

    private final String word;

    Scheme(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Scheme named(String word) {
        return word.equals(DPOP.word) ? DPOP : BEARER;
    }
}
