package dev.mintmark.adapter.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A Spring Boot application on a real port, made of the classes that a test gives, and whatever
/// the starter adds.
public final class Running implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Without a component scan, which would find the starter's own configuration.
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    public static Running start(Map<String, Object> properties, Class<?>... classes) {
        var application = new SpringApplication(Application.class);
        application.addPrimarySources(java.util.List.of(classes));
        var all = new HashMap<String, Object>(properties);
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        application.setDefaultProperties(all);
        return new Running(application.run());
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public URI uri() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(server).getPort());
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri().resolve(path)));
    }

    public HttpResponse<String> get(String path, String token) {
        return send(
                HttpRequest.newBuilder(uri().resolve(path))
                        .header("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
