package dev.mintmark.e2e.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A proxy of this machine with the configuration that `examples/proxies` has for it. What differs
/// from place to place is changed, and nothing else: ports, paths, the name of the host, and that
/// only staff may pass.
enum Proxy {
    NGINX("nginx") {
        @Override
        List<String> command(Path program, Path folder, Map<String, String> changes) {
            example("nginx/mintmark/pages.conf", folder, Map.of());
            example("nginx/mintmark/protect.conf", folder, Map.of());
            var site = example("nginx/conf.d/app.conf", folder, changes);
            var main =
                    write(
                            folder.resolve("nginx/nginx.conf"),
                            """
                            daemon off;
                            %s
                            worker_processes 1;
                            pid %s/nginx.pid;
                            events {}
                            http {
                                access_log off;
                                client_body_temp_path body;
                                proxy_temp_path proxy;
                                fastcgi_temp_path fastcgi;
                                uwsgi_temp_path uwsgi;
                                scgi_temp_path scgi;
                                include %s;
                            }
                            """
                                    .formatted(isRoot() ? "user root;" : "", folder, site));
            return List.of(
                    program.toString(),
                    "-p",
                    folder.toString(),
                    "-c",
                    main.toString(),
                    "-e",
                    "stderr");
        }
    },
    HAPROXY("haproxy") {
        @Override
        List<String> command(Path program, Path folder, Map<String, String> changes) {
            example("haproxy/mintmark.lua", folder, changes);
            var file = example("haproxy/haproxy.cfg", folder, changes);
            return List.of(program.toString(), "-db", "-f", file.toString());
        }
    },
    CADDY("caddy") {
        @Override
        List<String> command(Path program, Path folder, Map<String, String> changes) {
            var file = example("caddy/Caddyfile", folder, changes);
            return List.of(
                    program.toString(),
                    "run",
                    "--adapter",
                    "caddyfile",
                    "--config",
                    file.toString());
        }
    },
    APACHE("apache2") {
        @Override
        List<String> command(Path program, Path folder, Map<String, String> changes) {
            example("apache2/mintmark.lua", folder, changes);
            var site = example("apache2/app.conf", folder, changes);
            var modules = new StringBuilder();
            for (var name :
                    List.of(
                            "mpm_event",
                            "authz_core",
                            "socache_shmcb",
                            "ssl",
                            "proxy",
                            "proxy_http",
                            "headers",
                            "lua")) {
                modules.append(
                        "LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so%n"
                                .formatted(name, name));
            }
            var main =
                    write(
                            folder.resolve("apache2/apache.conf"),
                            """
                            %s
                            ServerRoot %s
                            ServerName localhost
                            Listen 127.0.0.1:%s
                            PidFile apache.pid
                            ErrorLog /dev/stderr
                            DefaultRuntimeDir %s
                            Include %s
                            """
                                    .formatted(modules, folder, changes.get("443"), folder, site));
            return List.of(program.toString(), "-X", "-f", main.toString());
        }
    };

    private static final Path EXAMPLES = Path.of("../examples/proxies").toAbsolutePath();

    private final String program;

    Proxy(String program) {
        this.program = program;
    }

    /// Writes the configuration down and says how to start the proxy on it.
    ///
    /// @param changes what stands in the example, and what shall stand there instead
    abstract List<String> command(Path program, Path folder, Map<String, String> changes);

    ProxyProcess start(Path folder, int port, int authority, int application)
            throws IOException, InterruptedException {
        var installed = Programs.need(program);
        var tls = Certificate.make(folder, "localhost");
        var both =
                write(
                        folder.resolve("both.pem"),
                        Files.readString(tls.certificate()) + Files.readString(tls.key()));
        var changes =
                Map.of(
                        "443",
                        String.valueOf(port),
                        "127.0.0.1:9400",
                        "127.0.0.1:" + authority,
                        "127.0.0.1:8080",
                        "127.0.0.1:" + application,
                        "crt /etc/tls/app.example.com.pem",
                        "crt " + both,
                        "/etc/tls/app.example.com.pem",
                        tls.certificate().toString(),
                        "/etc/tls/app.example.com.key",
                        tls.key().toString(),
                        "client=app",
                        "client=app&role=staff",
                        "app.example.com {",
                        caddySite(port, tls),
                        "/etc/",
                        folder + "/");
        return ProxyProcess.start(
                process(folder, command(installed, folder, changes)),
                port,
                folder.resolve("proxy.log"));
    }

    /// Whatever it wants to keep, it shall keep there.
    private static ProcessBuilder process(Path folder, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        return builder;
    }

    /// Caddy would get a certificate for the name by itself.
    private static String caddySite(int port, Certificate tls) {
        return """
        {
            admin off
            auto_https off
        }
        https://localhost:%d {
            tls %s %s
        """
                .formatted(port, tls.certificate(), tls.key());
    }

    private static Path example(String name, Path folder, Map<String, String> changes) {
        try {
            var text = Files.readString(EXAMPLES.resolve(name));
            var longestFirst =
                    changes.keySet().stream()
                            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                            .toList();
            for (var old : longestFirst) {
                text = text.replace(old, changes.get(old));
            }
            return write(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Started by root, a proxy would work as somebody who may not read our temporary folder.
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
