package dev.mintmark.bench.verify;

import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// The verifier as it ships, remembering tokens: with a thousand that come again and again, and
/// with so many that none of them is ever remembered.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SeenBefore {

    static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    private static final int SOME = 1024;
    private static final int MANY = 16 * 1024;

    /// `remembering`, `new` (each token is new to a verifier that remembers) or `forgetful`.
    @Param({"remembering", "new", "forgetful"})
    public String mode = "remembering";

    @Param({"ES256", "RS256"})
    public String algorithm = "ES256";

    @Param({"accp"})
    public String provider = "accp";

    private @Nullable Verifier verifier;
    private String[] tokens = {};

    /// Each thread goes its own way through the tokens.
    @State(Scope.Thread)
    public static class Place {
        private int next = (int) System.nanoTime() & 0xFFFF;
    }

    @Setup
    public void prepare() throws Exception {
        var chosen = Algorithm.valueOf(algorithm);
        var material = new Material(chosen, chosen.wireName());
        var engines = Engines.choose(provider);
        var made = Contenders.mintmark(material, engines);
        // With room for fewer tokens than there are, no mark of a token survives until it returns.
        verifier =
                switch (mode) {
                    case "remembering" -> made;
                    case "new" -> made.rememberingTokens(MANY / 32, 1 << 20);
                    default -> made.rememberingNoTokens();
                };
        tokens = new String[mode.equals("remembering") ? SOME : MANY];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = material.token(i);
        }
        for (String token : tokens) {
            Contenders.trusted(verifier.verify(token));
        }
    }

    @Benchmark
    public Object verify(Place place) {
        var token = tokens[place.next++ & (tokens.length - 1)];
        return verifier == null ? "" : verifier.verify(token);
    }
}
