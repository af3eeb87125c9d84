package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/// A certificate that nobody vouches for, and its key.
public record Certificate(Path certificate, Path key) {

    public static Certificate make(Path folder, String name)
            throws IOException, InterruptedException {
        var certificate = folder.resolve("tls.pem");
        var key = folder.resolve("tls.key");
        var openssl =
                new ProcessBuilder(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=" + name,
                                "-addext",
                                "subjectAltName=DNS:" + name + ",DNS:*." + name,
                                "-out",
                                certificate.toString(),
                                "-keyout",
                                key.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("openssl.log").toFile())
                        .start();
        assertThat(openssl.waitFor()).isZero();
        return new Certificate(certificate, key);
    }
}
