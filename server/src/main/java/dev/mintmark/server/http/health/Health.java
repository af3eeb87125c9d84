package dev.mintmark.server.http.health;

import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// `/health/live`: the process answers. `/health/ready`: it can do its work, so send it requests.
public final class Health {
    private static final HttpResponse UP =
            HttpResponse.json(200, "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8));

    private Health() {}

    public static Endpoint live() {
        return _ -> UP;
    }

    public static Endpoint ready(BooleanSupplier storeAnswers) {
        return _ ->
                storeAnswers.getAsBoolean()
                        ? UP
                        : Problem.of(503, "not_ready", "The database does not answer.")
                                .toResponse()
                                .header("Retry-After", "1");
    }
}
