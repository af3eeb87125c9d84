package dev.mintmark.cli.token;

import dev.mintmark.cli.web.Fetched;
import dev.mintmark.cli.web.HttpAddress;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The keys that one token is judged by: from a file, or as the issuer publishes them right now.
public sealed interface KeysOfIssuer {
    record Known(KeySource keys) implements KeysOfIssuer {}

    record Unknown(String why) implements KeysOfIssuer {}

    static KeysOfIssuer inFile(Path file) {
        try {
            return set(Files.readString(file), "the file " + file);
        } catch (IOException e) {
            return new Unknown("the key set in " + file + " cannot be read.");
        }
    }

    /// The metadata must name the issuer it was asked for, or another issuer's keys would do.
    static KeysOfIssuer publishedBy(HttpAddress issuer) {
        var address = issuer.at("/.well-known/openid-configuration");
        return switch (Fetched.from(address)) {
            case Fetched.Nothing(var why) -> new Unknown(why);
            case Fetched.Document(var text) -> {
                var metadata = object(text);
                if (metadata.isEmpty()) {
                    yield new Unknown("what " + address + " answers is no metadata of an issuer.");
                }
                if (!metadata.get().string("issuer").equals(Optional.of(issuer.toString()))) {
                    yield new Unknown("the metadata at " + address + " is about another issuer.");
                }
                yield keysAt(
                        metadata.get().string("jwks_uri").flatMap(HttpAddress::parse), address);
            }
        };
    }

    private static KeysOfIssuer keysAt(Optional<HttpAddress> keys, URI metadata) {
        if (keys.isEmpty()) {
            return new Unknown("the metadata at " + metadata + " names no key set.");
        }
        return switch (Fetched.from(keys.get().uri())) {
            case Fetched.Nothing(var why) -> new Unknown(why);
            case Fetched.Document(var text) -> set(text, keys.get().toString());
        };
    }

    private static KeysOfIssuer set(String text, String source) {
        try {
            return new Known(KeySource.jwkSet(text));
        } catch (IllegalArgumentException e) {
            return new Unknown(source + " holds no JWK Set with a key that can be used.");
        }
    }

    private static Optional<JsonObject> object(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT)
                            instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
