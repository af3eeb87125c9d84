package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.server.key.MasterKey;
import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// an authority with a key of every algorithm, at its most talkative, is searched for the
/// real bytes of its private keys, in every usual spelling: the files, a dump in SQL, and the log.
@Timeout(300)
class PrivateKeysStayHomeTest {
    private static final List<String> ALGORITHMS =
            List.of("PS256", "ES384", "Ed25519", "ML-DSA-44", "ML-DSA-65");

    @TempDir private Path folder;

    @Test
    void no_private_key_is_in_the_files_a_dump_or_the_log_of_an_embedded_database()
            throws Exception {
        var data = folder.resolve("data");
        var url = "jdbc:sqlite:" + data.resolve("mintmark.db");
        var found = new LinkedHashMap<String, String>();

        var log = live(data, Map.of());

        try (var files = Files.list(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (!name.equals("master.key")) {
                    found.put(name, Files.readString(file, ISO_8859_1));
                }
            }
        }
        found.put("the log", log);
        try (var connection = DriverManager.getConnection(url)) {
            found.put(
                    "the dump",
                    dump(
                            connection,
                            "select name from sqlite_schema where type = 'table'",
                            "quote(%s)"));
            assertNoneIn(found, secrets(data, connection));
        }
    }

    @Test
    void no_private_key_is_in_a_dump_or_the_log_over_a_database_server() throws Exception {
        var data = folder.resolve("data");
        var url = PostgresForTests.database().url();
        var found = new LinkedHashMap<String, String>();

        found.put("the log", live(data, Map.of("MINTMARK_DATABASE_URL", url)));

        try (var connection = MasterKeyKills.connect(url)) {
            found.put(
                    "the dump",
                    dump(
                            connection,
                            "select tablename from pg_tables where schemaname = 'public'",
                            "quote_nullable(%s::text)"));
            assertNoneIn(found, secrets(data, connection));
        }
    }

    /// @return what it wrote to its log
    private static String live(Path data, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(Map.of("MINTMARK_LOG_LEVEL", "debug"));
        environment.putAll(more);
        try (var authority = AuthorityProcess.serve(data, environment)) {
            var admin = authority.admin().caller();
            for (var algorithm : ALGORITHMS) {
                var answer = admin.json("/admin/v1/keys", "{\"alg\":\"%s\"}".formatted(algorithm));
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            }
            var secret = authority.admin().addClient("svc", "api", "RS256");
            assertThat(
                            authority
                                    .caller()
                                    .basic("svc", secret)
                                    .form("/oauth2/token", "grant_type", "client_credentials")
                                    .status())
                    .isEqualTo(200);
            admin.json("/admin/v1/keys/rotate", "{}");
            admin.get("/admin/v1/keys");
            admin.get("/admin/v1/master-key");
            authority.terminate();
            authority.exitCode();
            return authority.log();
        }
    }

    private static void assertNoneIn(Map<String, String> places, Map<String, byte[]> secrets) {
        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(places.get("the dump")).contains("ES256", "ML_DSA_65");
        assertThat(places.get("the log")).contains("signing key moved");
        places.forEach((place, text) ->
                secrets.forEach((name, bytes) -> {
                    for (var spelling : spellings(bytes)) {
                        assertThat(text.contains(spelling)).as("%s in %s", name, place).isFalse();
                    }
                }));
    }

    /// What makes each key private, by its name.
    private static Map<String, byte[]> secrets(Path data, Connection connection) throws Exception {
        var master = Files.readString(data.resolve("master.key")).strip();
        var key = MasterKey.parse(master).orElseThrow();
        var secrets = new LinkedHashMap<String, byte[]>();
        secrets.put("master key", Base64.getUrlDecoder().decode(master));
        for (var row : SealedRows.read(connection).entrySet()) {
            var opened = SealedRows.open(key, row.getKey(), row.getValue()).orElseThrow();
            secrets.put(row.getKey(), opened);
            for (var part : parts(opened).entrySet()) {
                secrets.put(row.getKey() + " " + part.getKey(), part.getValue());
            }
        }
        return secrets;
    }

    private static Map<String, byte[]> parts(byte[] secret) {
        return rsa(secret).or(() -> ec(secret)).or(() -> edwards(secret)).orElseGet(Map::of);
    }

    private static Optional<Map<String, byte[]>> rsa(byte[] pkcs8) {
        return read("RSA", pkcs8, RSAPrivateCrtKey.class)
                .map(key ->
                        Map.of(
                                "d", unsigned(key.getPrivateExponent()),
                                "p", unsigned(key.getPrimeP()),
                                "q", unsigned(key.getPrimeQ()),
                                "dp", unsigned(key.getPrimeExponentP()),
                                "dq", unsigned(key.getPrimeExponentQ()),
                                "qi", unsigned(key.getCrtCoefficient())));
    }

    private static Optional<Map<String, byte[]>> ec(byte[] pkcs8) {
        return read("EC", pkcs8, ECPrivateKey.class).map(key -> Map.of("d", unsigned(key.getS())));
    }

    private static Optional<Map<String, byte[]>> edwards(byte[] pkcs8) {
        return read("Ed25519", pkcs8, EdECPrivateKey.class)
                .map(key -> Map.of("d", key.getBytes().orElseThrow()));
    }

    private static <K> Optional<K> read(String family, byte[] pkcs8, Class<K> type) {
        try {
            return Optional.of(
                    type.cast(
                            KeyFactory.getInstance(family)
                                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8))));
        } catch (GeneralSecurityException _) {
            // A key of another kind, or no key pair at all.
            return Optional.empty();
        }
    }

    /// In base64, what surrounds a secret shifts it; the first and last letters may then hold bits
    /// of its neighbours.
    private static List<String> spellings(byte[] secret) {
        var spellings = new ArrayList<String>();
        spellings.add(new String(secret, ISO_8859_1));
        spellings.add(HexFormat.of().formatHex(secret));
        spellings.add(HexFormat.of().withUpperCase().formatHex(secret));
        for (int shift = 0; shift < 3; shift++) {
            var shifted = new byte[shift + secret.length];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            var inside = text.substring(shift == 0 ? 0 : 4, text.length() - 1);
            spellings.add(inside);
            spellings.add(inside.replace('+', '-').replace('/', '_'));
        }
        return spellings;
    }

    /// All rows of all tables, as statements that would make them again.
    private static String dump(Connection connection, String tables, String quoted)
            throws SQLException, IOException {
        var dump = new StringBuilder();
        for (var table : texts(connection, tables)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from " + table + " where 1 = 0")) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(quoted.formatted('"' + rows.getMetaData().getColumnName(i) + '"'));
                }
                var row = String.join(" || ', ' || ", columns);
                for (var values : texts(connection, "select " + row + " from " + table)) {
                    dump.append("insert into %s values (%s);%n".formatted(table, values));
                }
            }
        }
        return dump.toString();
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }
}
