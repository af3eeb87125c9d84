/// Between an HTTP request and a verdict, for adapters to any web framework.
module dev.mintmark.adapter.http {
    requires static transitive org.jspecify;
    requires transitive dev.mintmark.verifier;

    exports dev.mintmark.adapter.http;
}
