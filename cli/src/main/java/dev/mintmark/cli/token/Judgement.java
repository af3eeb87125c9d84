package dev.mintmark.cli.token;

import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.json.JsonWriter;

/// What became of a token, for people and for programs.
public sealed interface Judgement {
    /// One that was passed on the token, either way.
    sealed interface Passed extends Judgement {
        String json();

        void print(Terminal terminal);
    }

    record Trusted(Verdict.Trusted verdict) implements Passed {
        @Override
        public String json() {
            var json = new JsonWriter().beginObject();
            json.field("verdict", "trusted").field("alg", verdict.algorithm().wireName());
            verdict.keyId().ifPresent(kid -> json.field("kid", kid));
            return json.field("claims", verdict.claims()).endObject().toString();
        }

        @Override
        public void print(Terminal terminal) {
            var out = terminal.out();
            new Sheet()
                    .line("verdict", "trusted")
                    .line("alg", verdict.algorithm().wireName())
                    .line("kid", verdict.keyId().orElse(""))
                    .print(out);
            out.println("claims");
            ClaimText.sheet(verdict.claims(), terminal.clock().instant()).print(out);
        }
    }

    record Refused(Verdict.Refused verdict) implements Passed {
        @Override
        public String json() {
            return new JsonWriter()
                    .beginObject()
                    .field("verdict", "refused")
                    .field("reason", verdict.reason().code())
                    .field("detail", verdict.detail())
                    .endObject()
                    .toString();
        }

        @Override
        public void print(Terminal terminal) {
            new Sheet()
                    .line("verdict", "refused")
                    .line("reason", verdict.reason().code())
                    .line("detail", verdict.detail())
                    .print(terminal.out());
        }
    }

    /// Nobody can tell at the moment, which says nothing about the token.
    record Impossible(String why) implements Judgement {}
}
