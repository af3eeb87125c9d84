package dev.mintmark.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.key.ServerSecrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// whoever copies the files has no key.
class SecretsAtRestTest {
    @TempDir private Path folder;

    @Test
    void no_secret_is_in_the_files_in_any_usual_spelling() throws Exception {
        var master = MasterKey.random(Some.RANDOM);
        var sealer = Some.sealer(master);
        var secrets = new ArrayList<byte[]>();
        String files;
        try (var store = SqliteStore.open(folder.resolve("mintmark.db"), new MovableClock())) {
            var own = ServerSecrets.open(store.sealedSecrets(), sealer, Some.RANDOM);
            Some.keyKeeper(store.keys(), sealer, _ -> {});
            secrets.add(own.refresh());
            secrets.add(own.pepper());
            secrets.add(Base64.getUrlDecoder().decode(master.revealAsText()));
            for (var key : store.keys().read().keys()) {
                secrets.addAll(
                        numbers(
                                sealer.open(key.kid().value(), key.sealed().orElseThrow())
                                        .orElseThrow()));
            }
            files = everythingBelow(folder);
        }
        files += everythingBelow(folder);

        assertThat(secrets).hasSizeGreaterThan(8);
        assertThat(files).contains("signing_key");
        for (byte[] secret : secrets) {
            for (String spelling : spellings(secret)) {
                assertThat(files.contains(spelling)).isFalse();
            }
        }
    }

    /// The private key as it is written, and the numbers that make it private.
    private static List<byte[]> numbers(byte[] pkcs8) throws Exception {
        var found = new ArrayList<byte[]>();
        found.add(pkcs8);
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        if (pkcs8.length < 256) {
            var ec = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
            found.add(unsigned(ec.getS()));
        } else {
            var rsa = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
            found.add(unsigned(rsa.getPrivateExponent()));
            found.add(unsigned(rsa.getPrimeP()));
            found.add(unsigned(rsa.getPrimeQ()));
            found.add(unsigned(rsa.getCrtCoefficient()));
        }
        return found;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static List<String> spellings(byte[] secret) {
        return List.of(
                new String(secret, ISO_8859_1),
                HexFormat.of().formatHex(secret),
                HexFormat.of().withUpperCase().formatHex(secret),
                Base64.getEncoder().withoutPadding().encodeToString(secret),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    private static String everythingBelow(Path folder) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                text.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return text.toString();
    }
}
