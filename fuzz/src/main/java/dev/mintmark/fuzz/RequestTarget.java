package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.Admission;
import dev.mintmark.adapter.http.Answer;
import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.http.RequestHead;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Requests at the gate of a service, which takes bearer tokens and proofs. The input is lines: the
/// method, the address, then headers. Whatever it is, it is admitted or answered, and the answer is
/// one that can be sent.
public final class RequestTarget {

    private static final Gate GATE =
            Gate.of(SignedTexts.verifier(), Answers.forRealm("orders"))
                    .offeringDpop(
                            Dpop.remembering((fingerprint, now, until) -> ReplayStore.Use.FIRST)
                                    .withClock(Judging.CLOCK),
                            URI.create("https://api.example.com/"));

    private static final Set<Integer> STATUSES = Set.of(400, 401, 403);

    private RequestTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        Head head = Head.of(new String(data, ISO_8859_1));
        Bounded.run(
                data.length,
                () -> {
                    judge(GATE.admit(head, Access.scopes("orders:read")));
                    judge(GATE.admit(head, Access.required()));
                });
    }

    private static void judge(Admission admission) {
        if (admission instanceof Admission.Rejected rejected) {
            requireSendable(rejected.answer());
        } else {
            Bounded.require(
                    admission instanceof Admission.Admitted, "let in though a token is required");
        }
    }

    private static void requireSendable(Answer answer) {
        Bounded.require(STATUSES.contains(answer.status()), "an unexpected status");
        for (Answer.Header header : answer.headers()) {
            Bounded.require(
                    header.value().chars().allMatch(c -> c >= ' ' && c < 0x7F),
                    "a header that cannot be sent");
        }
        try {
            JsonReader.read(answer.body(), JsonLimits.DOCUMENT);
        } catch (MalformedJson e) {
            throw new AssertionError("a body that is no JSON", e);
        }
    }

    private record Head(String method, String rawPath, Optional<String> rawQuery, String[] lines)
            implements RequestHead {

        static Head of(String text) {
            String[] lines = text.split("\n", -1);
            String[] target = (lines.length > 1 ? lines[1] : "/").split("\\?", 2);
            return new Head(
                    lines[0],
                    target[0],
                    target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                    lines);
        }

        @Override
        public List<String> headers(String name) {
            var values = new ArrayList<String>();
            for (int i = 2; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                if (colon >= 0 && lines[i].substring(0, colon).equalsIgnoreCase(name)) {
                    values.add(lines[i].substring(colon + 1).strip());
                }
            }
            return values;
        }
    }

    /// What a request with this `Authorization` looks like.
    static byte[] with(String authorization) {
        return ("GET\n/orders?page=2\nAuthorization: " + authorization).getBytes(UTF_8);
    }
}
