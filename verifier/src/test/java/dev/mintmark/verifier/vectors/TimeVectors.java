package dev.mintmark.verifier.vectors;

/// When a token is valid.
final class TimeVectors extends Theme {

    private static final long NOW = TokenDraft.NOW;

    TimeVectors(KeyRing ring) {
        super(ring, "time", "exp, nbf, iat and the lifetime against the verifier's clock.");
        for (long leeway : new long[] {0, 30, 60}) {
            add(
                            "exp-last-second-leeway-" + leeway,
                            "A token passes until its last second, with %d seconds of leeway"
                                    .formatted(leeway),
                            "R-024; RFC 7519 §4.1.4")
                    .leeway(leeway)
                    .token(aToken().claim("iat", NOW - 300).claim("exp", NOW - leeway + 1))
                    .trusted();
            add(
                            "exp-equal-leeway-" + leeway,
                            "At exp itself a token is expired, with %d seconds of leeway"
                                    .formatted(leeway),
                            "R-024; RFC 7519 §4.1.4")
                    .leeway(leeway)
                    .token(aToken().claim("iat", NOW - 300).claim("exp", NOW - leeway))
                    .refused("expired");
        }
        add("exp-long-past", "A token of yesterday is expired", "R-024; RFC 7519 §4.1.4")
                .now(NOW + 86_400)
                .token(aToken())
                .refused("expired");
        add(
                        "expired-and-forged",
                        "An expired token with a wrong signature is told of the signature",
                        "R-032; RFC 8725 §3.3")
                .now(NOW + 86_400)
                .token(aToken().signedBy("es256-other"))
                .refused("bad_signature");
        add("nbf-past", "nbf in the past does not matter", "R-024; RFC 7519 §4.1.5")
                .token(aToken().claim("nbf", NOW - 5))
                .trusted();
        add("nbf-now", "A token is valid from nbf on", "R-024; RFC 7519 §4.1.5")
                .token(aToken().claim("nbf", NOW))
                .trusted();
        add("nbf-within-skew", "nbf may be 10 seconds ahead", "R-024; RFC 7519 §4.1.5")
                .token(aToken().claim("nbf", NOW + 10))
                .trusted();
        add("nbf-beyond-skew", "nbf must not be 11 seconds ahead", "R-024; RFC 7519 §4.1.5")
                .token(aToken().claim("nbf", NOW + 11))
                .refused("not_yet_valid");
        add(
                        "nbf-leeway-does-not-count",
                        "The leeway for exp does not stretch to nbf",
                        "R-024; RFC 7519 §4.1.5")
                .leeway(60)
                .token(aToken().claim("nbf", NOW + 11))
                .refused("not_yet_valid");
        add("iat-within-a-minute", "iat may be a minute ahead", "R-024; RFC 7519 §4.1.6")
                .token(aToken().claim("iat", NOW + 60))
                .trusted();
        add("iat-beyond-a-minute", "iat must not be 61 seconds ahead", "R-024; RFC 7519 §4.1.6")
                .token(aToken().claim("iat", NOW + 61))
                .refused("not_yet_valid");
        add("clock-behind", "A token from an hour ahead is refused", "R-024; RFC 7519 §4.1.6")
                .now(NOW - 3600)
                .token(aToken())
                .refused("not_yet_valid");
        add("lifetime-longest", "A lifetime of 24 hours is lawful", "R-025; RFC 8725 §3.10")
                .token(aToken().claim("exp", NOW + 86_400))
                .trusted();
        add("lifetime-too-long", "A lifetime of a second more is refused", "R-025; RFC 8725 §3.10")
                .token(aToken().claim("exp", NOW + 86_401))
                .refused("malformed");
        add(
                        "lifetime-hidden",
                        "A token of long ago that is valid today lives too long",
                        "R-025; RFC 8725 §3.10")
                .token(aToken().claim("iat", NOW - 86_400))
                .refused("malformed");
        add("lifetime-configured", "The longest lifetime is configurable", "R-025; RFC 8725 §3.10")
                .maxLifetime(300)
                .token(aToken())
                .refused("malformed");
        add(
                        "lifetime-configured-longer",
                        "A longer lifetime can be allowed",
                        "R-025; RFC 8725 §3.10")
                .maxLifetime(30 * 86_400L)
                .token(aToken().claim("exp", NOW + 30 * 86_400L))
                .trusted();
        add(
                        "before-2038",
                        "The last second of 31 bits is a time like any other",
                        "R-023; RFC 7519 §2")
                .now(2_147_483_647L)
                .token(aToken().claim("iat", 2_147_483_647L).claim("exp", 2_147_483_648L))
                .trusted();
        add("after-2038", "Beyond 31 bits nothing changes", "R-023; RFC 7519 §2")
                .now(2_147_483_648L)
                .leeway(0)
                .token(aToken().claim("iat", 2_147_483_000L).claim("exp", 2_147_483_648L))
                .refused("expired");
    }
}
