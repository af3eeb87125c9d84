package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SigningEngine;

/// A key that signs now. The private half stays inside the engine.
public record SigningKey(KeyId kid, Algorithm algorithm, SigningEngine engine) {}
