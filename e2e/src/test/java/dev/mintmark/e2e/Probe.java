package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One request and the answer it must get. Characters of the body are bytes.
///
/// @param code what the body of a refusal must name: an OAuth error or the code of a problem
/// @param expectedHeaders header lines the answer must have
record Probe(
        String name,
        String method,
        String target,
        List<String> headers,
        String body,
        int status,
        String code,
        List<String> expectedHeaders) {

    static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    static final String JSON = "Content-Type: application/json";

    static Probe form(String name, String target, String body) {
        return new Probe(name, "POST", target, List.of(FORM), body, 0, "", List.of());
    }

    static Probe json(String name, String target, String body) {
        return new Probe(name, "POST", target, List.of(JSON), body, 0, "", List.of());
    }

    static Probe bare(String name, String method, String target) {
        return new Probe(name, method, target, List.of(), "", 0, "", List.of());
    }

    static String basic(String id, String secret) {
        var pair = (id + ":" + secret).getBytes(UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    Probe header(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new Probe(name, method, target, more, body, status, code, expectedHeaders);
    }

    /// Instead of the content type it has.
    Probe typed(String line) {
        return new Probe(
                name,
                method,
                target,
                line.isEmpty() ? List.of() : List.of(line),
                body,
                status,
                code,
                expectedHeaders);
    }

    Probe expect(int expected, String expectedCode, String... headerLines) {
        return new Probe(
                name, method, target, headers, body, expected, expectedCode, List.of(headerLines));
    }

    String bytes() {
        var head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (!method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: ").append(body.getBytes(ISO_8859_1).length).append("\r\n");
        }
        return head + "\r\n" + body;
    }
}
