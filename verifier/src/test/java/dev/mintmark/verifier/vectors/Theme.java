package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One file of vectors being written.
class Theme {

    private final KeyRing ring;
    private final String name;
    private final String about;
    private final List<Draft> drafts = new ArrayList<>();

    Theme(KeyRing ring, String name, String about) {
        this.ring = ring;
        this.name = name;
        this.about = about;
    }

    /// @param requirements separated by semicolons
    final Draft add(String id, String title, String requirements) {
        var draft = new Draft(ring, name + "/" + id, title, List.of(requirements.split("; ", -1)));
        drafts.add(draft);
        return draft;
    }

    final TokenDraft aToken() {
        return aToken("ES256");
    }

    final TokenDraft aToken(String alg) {
        return new TokenDraft(ring, alg);
    }

    final TestKey key(String keyName) {
        return ring.named(keyName);
    }

    final Jwk jwk(String alg) {
        return ring.forAlgorithm(alg).published(Draft.kid(alg), alg);
    }

    final void write(Path folder) {
        String text =
                "{\n  \"format\": 1,\n  \"theme\": "
                        + Json.quoted(name)
                        + ",\n  \"about\": "
                        + Json.quoted(about)
                        + ",\n  \"cases\": [\n"
                        + drafts.stream().map(Draft::json).collect(Collectors.joining(",\n"))
                        + "\n  ]\n}\n";
        try {
            Files.writeString(folder.resolve(name + ".json"), text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
