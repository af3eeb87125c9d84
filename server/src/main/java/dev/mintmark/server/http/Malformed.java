package dev.mintmark.server.http;

/// Parameters that cannot be read, and why.
public record Malformed(Reason reason) implements Reading {
    public enum Reason {
        NOT_A_FORM("the content type must be application/x-www-form-urlencoded"),
        BAD_ENCODING("the parameters are not properly encoded"),
        REPEATED_PARAMETER("a parameter is given more than once"),
        TOO_MANY_PARAMETERS("there are too many parameters"),
        SECRET_IN_QUERY("credentials must not be part of the address");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        /// Fit for the client: names the rule, quotes nothing.
        public String description() {
            return description;
        }
    }
}
