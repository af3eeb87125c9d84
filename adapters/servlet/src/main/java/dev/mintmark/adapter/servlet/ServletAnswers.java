package dev.mintmark.adapter.servlet;

import dev.mintmark.adapter.http.Answer;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.List;

/// Sends answers over a servlet response.
public final class ServletAnswers {

    private ServletAnswers() {}

    /// What was set on the response before stays, so that a filter for CORS can do its work; but
    /// not what would let a cache keep this answer.
    public static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.header("Cache-Control")
                .ifPresent(value -> response.setHeader("Cache-Control", value));
        add(
                answer.headers().stream()
                        .filter(header -> !header.name().equals("Cache-Control"))
                        .toList(),
                response);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /// For a response that somebody else will finish.
    public static void add(List<Answer.Header> headers, HttpServletResponse response) {
        for (Answer.Header header : headers) {
            response.addHeader(header.name(), header.value());
        }
    }
}
