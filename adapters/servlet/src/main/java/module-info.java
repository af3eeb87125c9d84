/// A filter that lets in whom the verifier trusts, for any Jakarta Servlet 6 container.
module dev.mintmark.adapter.servlet {
    requires static transitive org.jspecify;
    requires transitive dev.mintmark.adapter.http;
    requires transitive jakarta.servlet;

    exports dev.mintmark.adapter.servlet;
}
