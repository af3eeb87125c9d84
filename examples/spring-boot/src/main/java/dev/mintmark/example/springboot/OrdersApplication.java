package dev.mintmark.example.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

@SpringBootApplication
public class OrdersApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrdersApplication.class, args);
    }

    @EventListener
    void ready(WebServerInitializedEvent event) {
        System.out.println("ready http://localhost:" + event.getWebServer().getPort());
    }
}
