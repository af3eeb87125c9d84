package dev.mintmark.e2e.web;

import dev.mintmark.e2e.Admin;
import dev.mintmark.e2e.Caller;
import dev.mintmark.e2e.DataFolders;
import dev.mintmark.e2e.MovableClock;
import dev.mintmark.server.Mintmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// The example web application at `https://app.shop.test`, as people meet it: nginx with the
/// configuration that the example has, the authority, the page, and an API. On the same nginx,
/// which is theirs by another name, live `https://blog.shop.test`, of the same site and not to be
/// trusted any more than `https://evil.test`.
final class Site implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final MovableClock clock = new MovableClock();
    private final Path folder;
    private final int port;
    private final Mintmark authority;
    private final Admin admin;
    private final OrdersApi api;

    private Site(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = ProxyProcess.freePort();
        var nginx = Programs.need("nginx");
        var data = DataFolders.startedOnce(folder);
        authority =
                Mintmark.start(
                        DataFolders.settings(
                                data,
                                Map.of(
                                        "issuer",
                                        address(""),
                                        "master-key-file",
                                        data.resolve("master.key").toString(),
                                        "trusted-proxies",
                                        "127.0.0.1",
                                        "refresh-idle-ttl",
                                        "1d")),
                        clock);
        running.push(authority);
        api = new OrdersApi();
        running.push(api);
        running.push(nginx(nginx));
        admin = new Admin(new Caller(authority.baseUrl()), authority.lendAdminKey());
        admin.addPublicClient("shop", "orders-api", "orders:read", "orders:write");
    }

    static Site start(Path folder) throws IOException, InterruptedException {
        return new Site(folder);
    }

    /// An address of the application.
    String address(String path) {
        return "https://app.shop.test:" + port + path;
    }

    /// An address of somebody else.
    String elsewhere(String host, String path) {
        return "https://" + host + ":" + port + path;
    }

    /// Puts a page where those others can show it.
    void plant(String name, String html) throws IOException {
        Files.writeString(folder.resolve("evil").resolve(name), html);
    }

    MovableClock clock() {
        return clock;
    }

    OrdersApi api() {
        return api;
    }

    /// @return the id of the account
    String addUser(String name) {
        return admin.addUser(name, PASSWORD);
    }

    /// The authority, without the proxy.
    Caller authority() {
        return new Caller(authority.baseUrl());
    }

    URI issuer() {
        return authority.issuer().uri();
    }

    private ProxyProcess nginx(Path nginx) throws IOException, InterruptedException {
        var tls = Certificate.make(folder, "shop.test");
        Files.createDirectories(folder.resolve("target"));
        Files.createDirectories(folder.resolve("evil"));
        var listen =
                "listen 127.0.0.1:%d ssl http2;\nssl_certificate %s;\nssl_certificate_key %s;"
                        .formatted(port, tls.certificate(), tls.key());
        var others =
                """
                server {
                    %s
                    server_name blog.shop.test evil.test;
                    root %s;
                }
                """
                        .formatted(listen, folder.resolve("evil"));
        var configuration =
                Files.readString(EXAMPLES.resolve("browser/nginx.conf"))
                        .replace("127.0.0.1:9400", "127.0.0.1:" + authority.baseUrl().getPort())
                        .replace("127.0.0.1:8080", "127.0.0.1:" + api.port())
                        .replace("listen 127.0.0.1:8000;", listen + "\nserver_name app.shop.test;")
                        .replace("root page", "root " + EXAMPLES.resolve("browser/page"))
                        .replace("../proxies", EXAMPLES.resolve("proxies").toString())
                        .replaceFirst("}\\s*$", others + "}");
        var file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        return ProxyProcess.start(
                new ProcessBuilder(command(nginx, file)), port, folder.resolve("nginx.log"));
    }

    /// Started by root, nginx would work as somebody who may not read our temporary folder.
    private List<String> command(Path nginx, Path file) {
        return List.of(
                nginx.toString(),
                "-p",
                folder + "/",
                "-c",
                file.toString(),
                "-g",
                "worker_processes 1;"
                        + ("root".equals(System.getProperty("user.name")) ? " user root;" : ""));
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
