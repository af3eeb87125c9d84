package dev.mintmark.server.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A file that pages refer to: the same for everybody until the next release, so browsers keep it
/// for an hour and then ask whether it changed.
public final class Asset implements Endpoint {
    private final String tag;
    private final HttpResponse whole;
    private final HttpResponse unchanged;

    private Asset(String contentType, byte[] content) {
        this.tag = tagOf(content);
        this.whole = kept(HttpResponse.of(200, contentType, content));
        this.unchanged = kept(HttpResponse.empty(304));
    }

    /// One of our own.
    public static Asset ours(String name, String contentType) {
        return new Asset(contentType, read(name));
    }

    /// A script of our own, sent without what only readers of its source need: lines that are
    /// comments, and indentation. So it must have no string that goes over several lines.
    public static Asset script(String name) {
        var sent =
                new String(read(name), UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                        .collect(Collectors.joining("\n", "", "\n"));
        return new Asset("text/javascript; charset=utf-8", sent.getBytes(UTF_8));
    }

    private static byte[] read(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the operator's.
    public static Asset of(String contentType, byte[] content) {
        return new Asset(contentType, content);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return request.headers().first("If-None-Match").filter(tag::equals).isPresent()
                ? unchanged
                : whole;
    }

    private HttpResponse kept(HttpResponse answer) {
        return answer.header("ETag", tag).header("Cache-Control", "public, max-age=3600");
    }

    private static String tagOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
