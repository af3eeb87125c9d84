package dev.mintmark.example.springboot;

import dev.mintmark.verifier.Verdict;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everybody sees and adds to their own orders: whose they are is what the token says.
@RestController
@RequestMapping("/orders")
class OrdersController {

    record Order(String item) {}

    record Orders(String of, List<Order> orders) {}

    private final Map<String, List<Order>> bySubject = new ConcurrentHashMap<>();

    @GetMapping
    @PreAuthorize("hasAuthority('SCOPE_orders:read')")
    Orders list(@AuthenticationPrincipal Verdict.Trusted token) {
        return new Orders(token.subject(), bySubject.getOrDefault(token.subject(), List.of()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('SCOPE_orders:write')")
    Order add(@AuthenticationPrincipal Verdict.Trusted token, @RequestBody Order order) {
        bySubject
                .computeIfAbsent(token.subject(), subject -> new CopyOnWriteArrayList<>())
                .add(order);
        return order;
    }
}
