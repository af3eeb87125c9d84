package dev.mintmark.cli.token;

import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.json.JsonWriter;

/// A verdict of the verifier, for people and for programs.
public record Judgement(Verdict verdict) {
    public boolean isTrusted() {
        return verdict instanceof Verdict.Trusted;
    }

    public String json() {
        var json = new JsonWriter().beginObject();
        switch (verdict) {
            case Verdict.Trusted trusted -> {
                json.field("verdict", "trusted").field("alg", trusted.algorithm().wireName());
                trusted.keyId().ifPresent(kid -> json.field("kid", kid));
                json.field("claims", trusted.claims());
            }
            case Verdict.Refused(var reason, var detail) ->
                    json.field("verdict", "refused")
                            .field("reason", reason.code())
                            .field("detail", detail);
            case Verdict.Unavailable(var retryAfter) ->
                    json.field("verdict", "unavailable")
                            .field("retry_after", retryAfter.toSeconds());
        }
        return json.endObject().toString();
    }

    public void print(Terminal terminal) {
        var out = terminal.out();
        switch (verdict) {
            case Verdict.Trusted trusted -> {
                new Sheet()
                        .line("verdict", "trusted")
                        .line("alg", trusted.algorithm().wireName())
                        .line("kid", trusted.keyId().orElse(""))
                        .print(out);
                out.println("claims");
                ClaimText.sheet(trusted.claims(), terminal.clock().instant()).print(out);
            }
            case Verdict.Refused(var reason, var detail) ->
                    new Sheet()
                            .line("verdict", "refused")
                            .line("reason", reason.code())
                            .line("detail", detail)
                            .print(out);
            case Verdict.Unavailable _ -> new Sheet().line("verdict", "unavailable").print(out);
        }
    }
}
