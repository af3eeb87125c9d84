package dev.mintmark.server.device;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkReader;
import dev.mintmark.verifier.jose.JwkReading;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Binds sessions to keys, and knows whether whoever uses a bound one has shown the key lately.
///
/// A bound session needs two cookies: the lasting one that names it, and one that lives for minutes
/// and is given only for a signature over a fresh challenge. The key is in the hardware of the
/// device where it has any, so a copy of both cookies is worth minutes.
public final class DeviceBinding {
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration SHOWN_FOR = Duration.ofMinutes(10);

    private final DeviceKeyStore keys;
    private final Stamps toRegister;
    private final Stamps toRenew;
    private final Stamps shown;

    /// @param key of the authority, the same on every node; stamps get keys of their own from it
    public DeviceBinding(
            DeviceKeyStore keys, byte[] key, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.toRegister = new Stamps(key, "device registration", TIME_TO_ANSWER, clock, random);
        this.toRenew = new Stamps(key, "device renewal", TIME_TO_ANSWER, clock, random);
        this.shown = new Stamps(key, "device shown", SHOWN_FOR, clock, random);
    }

    /// What came of a proof.
    public sealed interface Outcome {
        /// @param cookie value of the short-lived cookie
        record Shown(String cookie) implements Outcome {
            @Override
            public String toString() {
                return "Shown[***]";
            }
        }

        /// No proof, or one over a challenge that is too old.
        ///
        /// @param challenge to sign instead
        record Challenged(String challenge) implements Outcome {}

        /// Not by the device that the session belongs to, or no proof at all.
        record Refused(String why) implements Outcome {}
    }

    /// The names of the algorithms that a device may choose from.
    public static String algorithms() {
        return String.join(" ", DeviceProof.ALGORITHMS.stream().map(Algorithm::wireName).toList());
    }

    /// What a browser has to sign to bind a session that begins now.
    public String challenge(FamilyId family) {
        return toRegister.make(family);
    }

    /// How long the key counts as shown.
    public Duration shownFor() {
        return shown.life();
    }

    public boolean isBound(FamilyId family) {
        return keys.find(family).isPresent();
    }

    /// @param cookie value of the short-lived cookie
    public boolean isShown(FamilyId family, String cookie) {
        return shown.isFor(family, cookie);
    }

    /// Binds a session to the key that the proof brings.
    ///
    /// @param until when the session is over at the latest
    public Outcome register(FamilyId family, Optional<String> proof, Instant until) {
        var read = proof.flatMap(DeviceProof::read);
        var key = read.flatMap(DeviceProof::key);
        if (read.isEmpty() || key.isEmpty()) {
            return new Outcome.Refused("no proof that brings a key");
        }
        if (!toRegister.isFor(family, read.get().challenge())) {
            return new Outcome.Refused("not our challenge, or too late");
        }
        if (!read.get().isSignedBy(key.get())) {
            return new Outcome.Refused("not signed by the key it brings");
        }
        return keys.bind(family, written(key.get()), until)
                ? new Outcome.Shown(shown.make(family))
                : new Outcome.Refused("bound already");
    }

    /// Takes a fresh proof of a session that is bound already.
    public Outcome renew(FamilyId family, Optional<String> proof) {
        var key = keys.find(family).map(DeviceBinding::read);
        if (key.isEmpty()) {
            return new Outcome.Refused("not bound");
        }
        if (proof.isEmpty()) {
            return new Outcome.Challenged(toRenew.make(family));
        }
        var read = DeviceProof.read(proof.get());
        if (read.isEmpty() || read.get().bringsKey()) {
            return new Outcome.Refused("no proof of a session that is bound");
        }
        if (!read.get().isSignedBy(key.get())) {
            return new Outcome.Refused("not signed by the session's key");
        }
        return toRenew.isFor(family, read.get().challenge())
                ? new Outcome.Shown(shown.make(family))
                : new Outcome.Challenged(toRenew.make(family));
    }

    private static byte[] written(VerificationKey key) {
        var json = new JsonWriter();
        PublicJwk.write(json, null, key.algorithm(), key.publicKey().orElseThrow());
        return json.toBytes();
    }

    private static VerificationKey read(byte[] jwk) {
        try {
            if (JsonReader.read(jwk, JsonLimits.HEADER_WITH_KEY) instanceof JsonObject members
                    && JwkReader.read(members, null) instanceof JwkReading.Usable(var key)) {
                return key;
            }
            throw new IllegalStateException("a device's key in the database is damaged");
        } catch (MalformedJson e) {
            throw new IllegalStateException("a device's key in the database is damaged", e);
        }
    }
}
