package dev.mintmark.bench.verify;

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

import java.util.concurrent.TimeUnit;

/// A token that was never seen before, by each library.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FirstTime {

    @Param({"ES256", "RS256", "ED25519", "HS256"})
    public String algorithm = "ES256";

    @Param({"mintmark"})
    public String library = "mintmark";

    @Param({"accp", "jdk"})
    public String provider = "accp";

    private @Nullable Contender contender;
    private String token = "";

    @Setup
    public void prepare() throws Exception {
        var chosen = Algorithm.valueOf(algorithm);
        var material =
                new Material(chosen, chosen == Algorithm.ED25519 ? "EdDSA" : chosen.wireName());
        var engines = Engines.choose(provider);
        token = material.token(1);
        contender = Contenders.make(library, material, engines);
        if (contender.verify(token) instanceof dev.mintmark.verifier.Verdict verdict) {
            Contenders.trusted(verdict);
        }
    }

    @Benchmark
    public Object verify() throws Exception {
        return contender == null ? "" : contender.verify(token);
    }
}
