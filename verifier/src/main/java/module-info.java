/// A token and a key source in, a verdict out; for every service that receives tokens.
module dev.mintmark.verifier {
    requires static transitive org.jspecify;
    requires java.net.http;

    exports dev.mintmark.verifier;
    exports dev.mintmark.verifier.dpop;
    exports dev.mintmark.verifier.jose;
    exports dev.mintmark.verifier.json;
    exports dev.mintmark.verifier.report;
    exports dev.mintmark.verifier.revocation;
}
