package dev.mintmark.adapter.http;

/// Hears of every request that was looked at, for metrics: the verifier's own listener never hears
/// of requests that brought nothing it could verify. Called on the request's thread, so it has to
/// be quick; what it throws is dropped.
@FunctionalInterface
public interface CredentialsListener {

    void presented(Presented how);

    /// How a token was presented, if at all.
    enum Presented {
        NONE("none"),
        /// In the address, and nowhere else: ignored.
        IN_QUERY("query"),
        MALFORMED("malformed"),
        BEARER("bearer"),
        DPOP("dpop");

        private final String code;

        Presented(String code) {
            this.code = code;
        }

        /// A stable name for metric labels.
        public String code() {
            return code;
        }

        static Presented of(Credentials credentials) {
            if (credentials instanceof Credentials.Bearer) {
                return BEARER;
            } else if (credentials instanceof Credentials.Dpop) {
                return DPOP;
            } else if (credentials instanceof Credentials.Malformed) {
                return MALFORMED;
            } else if (credentials instanceof Credentials.InQuery) {
                return IN_QUERY;
            }
            return NONE;
        }
    }
}
