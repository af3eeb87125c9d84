package dev.mintmark.server.key.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Files as openssl and Nimbus write them, and files nobody should rely on.
class ForeignKeysTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out k          | RS256
                    genrsa -traditional -out k 3072                                      | RS256
                    genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k        | ES256
                    genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp384r1 -out k    | ES384
                    ecparam -name prime256v1 -genkey -out k                              | ES256
                    ecparam -name secp384r1 -genkey -noout -out k                        | ES384
                    genpkey -algorithm ED25519 -out k                                    | Ed25519
                    """)
    void what_openssl_makes_is_read_with_both_halves(String command, String algorithm)
            throws Exception {
        openssl(command);
        openssl("pkey -in k -pubout -out pub");

        var key = only(file("k"));
        var publicHalf = only(file("pub"));

        assertThat(key.algorithm().wireName()).isEqualTo(algorithm);
        assertThat(key.privateKey()).isPresent();
        assertThat(key.warnings()).isEmpty();
        assertThat(publicHalf.algorithm()).isEqualTo(key.algorithm());
        assertThat(publicHalf.privateKey()).isEmpty();
        assertThat(publicHalf.publicKey().getEncoded()).isEqualTo(key.publicKey().getEncoded());
    }

    @Test
    void an_rsa_public_key_of_pkcs1_and_a_certificate_are_read() throws Exception {
        openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out k");
        openssl("rsa -in k -RSAPublicKey_out -out pkcs1");
        openssl("req -x509 -key k -subj /CN=x -days 1 -out cert");

        assertThat(only(file("pkcs1")).publicKey()).isEqualTo(only(file("k")).publicKey());
        assertThat(only(file("cert")).publicKey()).isEqualTo(only(file("k")).publicKey());
        assertThat(only(file("cert")).privateKey()).isEmpty();
    }

    @Test
    void an_rsa_key_is_for_what_is_asked() throws Exception {
        openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out k");

        var key =
                ((ForeignKeys.Read) ForeignKeys.read(file("k"), Optional.of(Algorithm.PS256)))
                        .keys()
                        .getFirst();

        assertThat(key.algorithm()).isEqualTo(Algorithm.PS256);
    }

    @Test
    void an_rsa_key_of_2048_bits_is_taken_with_a_warning() throws Exception {
        openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k");

        assertThat(only(file("k")).warnings())
                .containsExactly(
                        "An RSA key of 2048 bits has less than 128 bits of strength; 3072 have.");
    }

    @Test
    void jwks_of_nimbus_are_read_one_by_one_and_as_a_set() throws Exception {
        var ec = new ECKeyGenerator(Curve.P_256).keyID("former-1").generate();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        var pair = generator.generateKeyPair();
        var rsa =
                new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey((RSAPrivateCrtKey) pair.getPrivate())
                        .build();

        var one = only(ec.toJSONString());
        assertThat(one.kid()).contains("former-1");
        assertThat(one.publicKey()).isEqualTo(ec.toPublicKey());
        assertThat(one.privateKey()).isPresent();
        assertThat(only(ec.toPublicJWK().toJSONString()).privateKey()).isEmpty();
        var set = "{\"keys\":[%s,%s]}".formatted(ec.toJSONString(), rsa.toJSONString());
        assertThat(read(set))
                .extracting(ForeignKey::algorithm)
                .containsExactly(Algorithm.ES256, Algorithm.RS256);
        assertThat(read(set)).allMatch(key -> key.privateKey().isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out k      | 1024 bits can be factored
                    genrsa -traditional -out k 1024                                  | 1024 bits can be factored
                    genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out k    | other than P-256 and P-384
                    genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out k | other than P-256 and P-384
                    genpkey -algorithm X25519 -out k                                 | other than RSA, EC and Ed25519
                    genpkey -algorithm ED448 -out k                                  | other than RSA, EC and Ed25519
                    genpkey -algorithm ED25519 -aes256 -pass pass:secret1 -out k     | passphrase
                    genrsa -traditional -aes256 -passout pass:secret1 -out k 2048    | passphrase
                    """)
    void keys_that_cannot_be_relied_on_are_refused_with_the_reason(String command, String why)
            throws Exception {
        openssl(command);

        assertRefused(file("k"), why);
    }

    @Test
    void an_exponent_of_one_is_refused() {
        assertRefused(rsaJwk(anOddModulus(), BigInteger.ONE), "anybody can sign");
        assertRefused(rsaJwk(anOddModulus(), BigInteger.TWO), "even");
    }

    @Test
    void a_modulus_with_a_small_factor_is_refused() {
        var modulus = anOddModulus().multiply(BigInteger.valueOf(7)).setBit(0);
        while (modulus.mod(BigInteger.valueOf(7)).signum() != 0) {
            modulus = modulus.add(BigInteger.TWO);
        }

        assertRefused(rsaJwk(modulus, F4), "small factor");
    }

    /// Primes of the form that the faulty library made: `k·M + (65537^a mod M)`.
    @Test
    void the_mark_of_a_faulty_generator_is_found() {
        var modulus = rocaPrime(1).multiply(rocaPrime(2));

        assertRefused(rsaJwk(modulus, F4), "ROCA");
        assertRefused(rsaJwk(BigInteger.ONE.shiftLeft(9_000).setBit(0), F4), "8192");
    }

    @Test
    void a_point_off_its_curve_is_refused() throws Exception {
        var jwk = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
        var moved =
                new ECKey.Builder(jwk)
                        .build()
                        .toJSONString()
                        .replace("\"x\":\"" + jwk.getX(), "\"x\":\"" + jwk.getY());

        assertRefused(moved, "not on P-256");
    }

    @Test
    void halves_that_do_not_belong_together_are_refused() throws Exception {
        var one = new ECKeyGenerator(Curve.P_256).generate();
        var other = new ECKeyGenerator(Curve.P_256).generate();

        assertRefused(
                one.toJSONString().replace(one.getD().toString(), other.getD().toString()),
                "do not belong together");
    }

    @Test
    void a_shared_secret_is_no_signing_key() {
        assertRefused("{\"kty\":\"oct\",\"k\":\"%s\"}".formatted("A".repeat(64)), "shared secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"RSA\",\"n\":\"=\",\"e\":\"AQAB\"}",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----\n",
            })
    void what_is_no_key_is_refused_in_a_sentence(String text) {
        assertRefused(text, ".");
    }

    /// Any damage to a key is noticed or does no harm: never a fault of ours.
    @Test
    void damaged_keys_never_break_the_reader() throws Exception {
        openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k");
        var der = Base64.getMimeDecoder().decode(file("k").replaceAll("-----[^-]+-----", ""));
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var damaged = der.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            var pem =
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(damaged)
                            + "\n-----END PRIVATE KEY-----\n";
            assertThat(ForeignKeys.read(pem, Optional.empty())).isNotNull();
        }
    }

    private static BigInteger anOddModulus() {
        return new BigInteger(2048, new Random(1)).setBit(2047).setBit(0);
    }

    private static BigInteger rocaPrime(int seed) {
        var product = BigInteger.ONE;
        var prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            product = product.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        var random = new Random(seed);
        var power = F4.modPow(new BigInteger(60, random), product);
        var spare = 1024 - product.bitLength();
        while (true) {
            var candidate =
                    new BigInteger(spare, random).setBit(spare - 1).multiply(product).add(power);
            if (candidate.bitLength() == 1024 && candidate.isProbablePrime(40)) {
                return candidate;
            }
        }
    }

    private static String rsaJwk(BigInteger modulus, BigInteger exponent) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(
                        encoder.encodeToString(unsigned(modulus)),
                        encoder.encodeToString(unsigned(exponent)));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 && bytes.length > 1
                ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length)
                : bytes;
    }

    private static ForeignKey only(String text) {
        assertThat(read(text)).hasSize(1);
        return read(text).getFirst();
    }

    private static List<ForeignKey> read(String text) {
        var read = ForeignKeys.read(text, Optional.empty());
        assertThat(read).isInstanceOf(ForeignKeys.Read.class);
        return ((ForeignKeys.Read) read).keys();
    }

    private static void assertRefused(String text, String why) {
        assertThat(ForeignKeys.read(text, Optional.empty()))
                .isInstanceOfSatisfying(
                        ForeignKeys.Refused.class,
                        refused -> assertThat(refused.why()).contains(why).endsWith("."));
    }

    private String file(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    private void openssl(String arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.strip().split(" +")));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
