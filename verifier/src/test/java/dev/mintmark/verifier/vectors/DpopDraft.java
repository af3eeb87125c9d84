package dev.mintmark.verifier.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One case about proofs being written: the service is an ordinary one until changed, and each
/// request asks for the same address until told otherwise.
final class DpopDraft {

    static final String METHOD = "GET";
    static final String ADDRESS = "https://api.example.com/orders/7";

    private final String id;
    private final String title;
    private final List<String> requirements;
    private final String keys;
    private final List<Request> requests = new ArrayList<>();
    private List<String> algorithms = List.of("ES256", "Ed25519", "RS256", "PS256");
    private final List<String> accept = new ArrayList<>();
    private String nonceSecret;

    DpopDraft(String id, String title, List<String> requirements, String keys) {
        this.id = id;
        this.title = title;
        this.requirements = requirements;
        this.keys = keys;
    }

    String id() {
        return id;
    }

    DpopDraft allowing(String... names) {
        algorithms = List.of(names);
        return this;
    }

    DpopDraft accepting(String tolerance) {
        accept.add(tolerance);
        return this;
    }

    DpopDraft requiringNonces(String secret) {
        nonceSecret = secret;
        return this;
    }

    /// With one proof or any other number.
    Request request(String token, String... proofs) {
        var request = new Request(this, token, List.of(proofs));
        requests.add(request);
        return request;
    }

    String json() {
        var lines = new ArrayList<String>();
        lines.add("\"id\": " + Json.quoted(id));
        lines.add("\"title\": " + Json.quoted(title));
        lines.add("\"requirements\": " + Json.strings(requirements));
        lines.add(
                "\"settings\": {\"issuer\": \"https://id.example.com\", \"audiences\":"
                        + " [\"orders-api\"], \"algorithms\": "
                        + Json.strings(algorithms)
                        + ", \"accept\": "
                        + Json.strings(accept)
                        + (nonceSecret == null
                                ? ""
                                : ", \"nonceSecret\": " + Json.quoted(nonceSecret))
                        + "}");
        lines.add("\"keys\": " + keys);
        lines.add(
                requests.stream()
                        .map(Request::json)
                        .collect(
                                Collectors.joining(
                                        ",\n        ", "\"requests\": [\n        ", "\n      ]")));
        return lines.stream().collect(Collectors.joining(",\n      ", "    {\n      ", "\n    }"));
    }

    /// What a service got, and what it has to make of it.
    static final class Request {

        private final DpopDraft draft;
        private final String token;
        private final List<String> proofs;
        private String method = METHOD;
        private String address = ADDRESS;
        private long at = TokenDraft.NOW;
        private List<String> nonces = List.of();
        private String reason;

        private Request(DpopDraft draft, String token, List<String> proofs) {
            this.draft = draft;
            this.token = token;
            this.proofs = proofs;
        }

        Request method(String changed) {
            method = changed;
            return this;
        }

        Request address(String changed) {
            address = changed;
            return this;
        }

        Request at(long time) {
            at = time;
            return this;
        }

        /// Those that the service takes at that time.
        Request nonces(String... taken) {
            nonces = Arrays.asList(taken);
            return this;
        }

        DpopDraft trusted() {
            return draft;
        }

        DpopDraft refused(String because) {
            reason = because;
            return draft;
        }

        private String json() {
            return "{\"at\": "
                    + at
                    + ", \"method\": "
                    + Json.quoted(method)
                    + ", \"uri\": "
                    + Json.quoted(address)
                    + (nonces.isEmpty() ? "" : ", \"nonces\": " + Json.strings(nonces))
                    + ", \"verdict\": "
                    + (reason == null
                            ? "\"trusted\""
                            : "\"refused\", \"reason\": " + Json.quoted(reason))
                    + ",\n         \"token\": "
                    + Json.quoted(token)
                    + ",\n         \"proofs\": "
                    + Json.strings(proofs)
                    + "}";
        }
    }
}
