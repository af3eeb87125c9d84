package dev.mintmark.server.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.admin.RepeatedAnswers;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;

import java.util.regex.Pattern;

/// Has a request that is sent twice under one `Idempotency-Key` be carried out once: whoever did
/// not hear the answer, in which there was a secret, asks again and hears it.
final class Idempotency {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{16,128}");

    private final RepeatedAnswers answers;

    Idempotency(RepeatedAnswers answers) {
        this.answers = answers;
    }

    AdminEndpoint once(AdminEndpoint endpoint) {
        return call -> {
            var keys = call.request().headers().values(HEADER);
            if (keys.isEmpty()) {
                return endpoint.handle(call);
            }
            if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
                return Problem.of(
                                400,
                                "invalid_request",
                                "An Idempotency-Key is 16 to 128 visible ASCII characters, once.")
                        .toResponse();
            }
            return once(call, keys.getFirst(), endpoint);
        };
    }

    private HttpResponse once(AdminCall call, String key, AdminEndpoint endpoint) {
        var asker = call.key().id().value();
        return switch (answers.begin(asker, key, print(call.request()))) {
            case RepeatedAnswers.Turn.First first -> {
                var answer = endpoint.handle(call);
                if (answer.status() < 300) {
                    first.keep(answer.status(), answer.body());
                } else {
                    first.giveUp();
                }
                yield answer;
            }
            case RepeatedAnswers.Turn.Again(var status, var body) ->
                    HttpResponse.json(status, body);
            case RepeatedAnswers.Turn.UnderWay() ->
                    Problem.of(
                                    409,
                                    "under_way",
                                    "The first request under this Idempotency-Key is not answered"
                                            + " yet.")
                            .toResponse()
                            .header("Retry-After", "1");
            case RepeatedAnswers.Turn.Other() ->
                    Problem.of(
                                    422,
                                    "idempotency_key_reused",
                                    "Another request was sent under this Idempotency-Key.")
                            .toResponse();
        };
    }

    /// What has to be the same for two requests to be one.
    private static byte[] print(HttpRequest request) {
        byte[] line = (request.method() + " " + request.path() + "\n").getBytes(UTF_8);
        var bytes = new byte[line.length + request.body().length];
        System.arraycopy(line, 0, bytes, 0, line.length);
        System.arraycopy(request.body(), 0, bytes, line.length, request.body().length);
        return bytes;
    }
}
