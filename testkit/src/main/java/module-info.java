/// An issuer inside a test, with tokens good and broken.
module dev.mintmark.testkit {
    requires transitive dev.mintmark.verifier;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires jdk.httpserver;

    exports dev.mintmark.testkit;
}
