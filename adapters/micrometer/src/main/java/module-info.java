/// What a verifier and its gate do, as meters.
module dev.mintmark.adapter.micrometer {
    requires static transitive org.jspecify;
    requires transitive dev.mintmark.adapter.http;
    requires transitive micrometer.core;

    exports dev.mintmark.adapter.micrometer;
}
