package dev.mintmark.server.config;

import dev.mintmark.server.log.Severity;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts the records together: every setting is read before anything is judged, then what only makes
/// sense together is compared.
final class Assembly {
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern TEXT = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255}");
    private static final Pattern ADMIN_KEY = Pattern.compile("[A-Za-z0-9._~+/=-]{32,512}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_+/-]{43}=?");

    /// Whole groups of four letters, as `openssl rand -base64` prints them, or without the padding.
    private static final Pattern BASE64_TEXT =
            Pattern.compile("(?:[A-Za-z0-9_+/-]{4}){2,256}(?:[A-Za-z0-9_+/-]{2,3}={0,2})?");

    private static final int MOST_MASTER_KEYS = 4;
    private static final Pattern CONNECTIONS = Pattern.compile("\\d{1,3}");
    private static final int FEWEST_CONNECTIONS = 6;
    private static final int MOST_CONNECTIONS = 100;

    private final Values values;
    private final List<String> warnings = new ArrayList<>();

    Assembly(Sources sources) {
        this.values = new Values(sources);
    }

    Loading settings() {
        boolean issuerFollowsPort = !values.isGiven(Setting.ISSUER);
        var given = values.read(Setting.ISSUER, Issuer::of);
        var host = values.read(Setting.HOST, Assembly::word);
        int port = values.read(Setting.PORT, Assembly::port);
        var issuer = issuerFollowsPort && port > 0 ? Issuer.onThisMachine(port) : given;
        var storage = storage();
        var accessTtl = values.duration(Setting.ACCESS_TOKEN_TTL, Tokens.ACCESS_TTL);
        var audience = values.read(Setting.AUDIENCE, Assembly::word);
        var withSession = values.read(Setting.ACCESS_TOKEN_REVOCATION, Assembly::isOfSession);
        var idle = values.duration(Setting.REFRESH_IDLE_TTL, Refresh.LIFE);
        var absolute = values.duration(Setting.REFRESH_ABSOLUTE_TTL, Refresh.LIFE);
        var window = values.duration(Setting.REFRESH_SUCCESSOR_WINDOW, Refresh.WINDOW);
        var keys = new KeyTimesReading(values);
        var schedule = keys.schedule(accessTtl);
        var audit = new AuditReading(values).audit();
        var masterKey = values.secret(Setting.MASTER_KEY, Assembly::masterKeys);
        var adminKey = values.secret(Setting.ADMIN_KEY, Assembly::adminKey);
        var browser = browser();
        var brakes = brakes();
        var alerting = new AlertReading(values).alerting();
        var proxies = values.read(Setting.TRUSTED_PROXIES, Assembly::proxies);
        var logLevel = values.read(Setting.LOG_LEVEL, Assembly::severity);

        var vault = new VaultReading(values).vault();
        var hardware = new Pkcs11Reading(values).token();
        var hs256Secret = values.secret(Setting.HS256_SECRET, Assembly::sharedSecret);
        requireMasterKey(issuer, masterKey);
        requireOrder(Setting.REFRESH_IDLE_TTL, idle, Setting.REFRESH_ABSOLUTE_TTL, absolute);
        warn(accessTtl, proxies);
        if (!values.problems().isEmpty() || schedule.isEmpty()) {
            return new Loading.Invalid(values.problems());
        }
        return new Loading.Loaded(
                new Settings(
                        issuer,
                        issuerFollowsPort,
                        new Listen(host, port),
                        storage,
                        new Tokens(accessTtl, audience, withSession),
                        new Refresh(idle, absolute, window),
                        browser,
                        brakes,
                        alerting,
                        schedule.get(),
                        audit,
                        masterKey,
                        adminKey,
                        vault,
                        hardware,
                        hs256Secret,
                        proxies,
                        logLevel,
                        values.inForce()),
                warnings);
    }

    private Storage storage() {
        var storage = Storage.in(values.read(Setting.DATA, Path::of));
        int connections = values.read(Setting.DATABASE_CONNECTIONS, Assembly::connections);
        boolean notifies = values.read(Setting.DATABASE_NOTIFY, Assembly::isOn);
        var password = values.secret(Setting.DATABASE_PASSWORD, Secret::new);
        return values.read(
                Setting.DATABASE_URL,
                url ->
                        url.isEmpty()
                                ? storage
                                : storage.with(
                                        withPassword(
                                                DatabaseUrl.parse(url, connections, notifies),
                                                password)));
    }

    private Database withPassword(Database database, SecretSetting setting) {
        if (!(database instanceof Database.Server server)) {
            return database;
        }
        if (server.password() instanceof SecretSetting.Given
                && values.isFlag(Setting.DATABASE_URL)) {
            warnings.add(
                    "a password on the command line can be seen by every user of this machine; give"
                            + " it as database-password-file");
        }
        return setting instanceof SecretSetting.NotGiven ? server : server.with(setting);
    }

    private Browser browser() {
        return new Browser(
                values.read(Setting.SESSION_ORIGINS, Assembly::origins),
                values.read(Setting.SESSION_SAME_SITE, Assembly::isLax),
                values.read(Setting.SESSION_DEVICE_BOUND, Assembly::isOn),
                values.read(Setting.BRAND_NAME, Assembly::brandName),
                values.read(Setting.BRAND_LOGO, Assembly::logo));
    }

    private Braking brakes() {
        return new Braking(
                values.read(Setting.SIGN_IN_BRAKES, Assembly::isOn),
                values.read(Setting.REFUSAL_LIMIT, Rate::read),
                values.read(Setting.ADDRESS_LIMIT, Rate::read),
                values.read(Setting.CLIENT_LIMIT, Rate::read),
                values.read(Setting.LEAK_REPORT_LIMIT, Rate::read));
    }

    private void requireMasterKey(Issuer issuer, SecretSetting masterKey) {
        if (masterKey instanceof SecretSetting.NotGiven
                && !issuer.isLoopback()
                && values.areSound(Setting.ISSUER, Setting.MASTER_KEY)) {
            values.problem(
                    Setting.MASTER_KEY,
                    "%s or its _FILE is required for issuer %s: 32 random bytes in base64url"
                            .formatted(Setting.MASTER_KEY.variable(), issuer.text()));
        }
    }

    private void requireOrder(Setting less, Duration lesser, Setting more, Duration greater) {
        if (values.areSound(less, more) && lesser.compareTo(greater) > 0) {
            values.problem(
                    less,
                    "%s must be shorter than %s".formatted(values.label(less), values.label(more)));
        }
    }

    private void warn(Duration accessTtl, List<Cidr> proxies) {
        if (accessTtl.compareTo(Tokens.LONG) > 0) {
            warnings.add(
                    "access-token-ttl is above 15m: a stolen token works until it expires wherever"
                            + " revocation is not watched");
        }
        if (proxies.stream().anyMatch(Cidr::isEverything)) {
            warnings.add("trusted-proxies covers every address: anyone can claim to be anyone");
        }
    }

    private static String word(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 255 printable characters, no spaces");
        }
        return text;
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("'%s' is not a port".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static int connections(String text) {
        if (!CONNECTIONS.matcher(text).matches()
                || Integer.parseInt(text) < FEWEST_CONNECTIONS
                || Integer.parseInt(text) > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "must be a number from %d to %d"
                            .formatted(FEWEST_CONNECTIONS, MOST_CONNECTIONS));
        }
        return Integer.parseInt(text);
    }

    /// One key, or the old and the new one while they change places.
    private static Secret masterKeys(String text) {
        var keys = text.strip().split("[\\s,]+");
        if (keys.length > MOST_MASTER_KEYS) {
            throw new IllegalArgumentException("has more than %d keys".formatted(MOST_MASTER_KEYS));
        }
        for (var key : keys) {
            requireMasterKey(key);
        }
        return new Secret(String.join("\n", keys));
    }

    private static void requireMasterKey(String text) {
        if (!BASE64.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 32 bytes in base64 or base64url (43 characters)");
        }
        var bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        // Zeros, one letter held down: random bytes practically never repeat themselves that much.
        boolean random =
                new String(bytes, StandardCharsets.ISO_8859_1).chars().distinct().count() >= 16;
        Arrays.fill(bytes, (byte) 0);
        if (!random) {
            throw new IllegalArgumentException("is not random; make one, do not write one");
        }
    }

    /// Bytes in base64. Words would be, too, so the text is judged as well as the bytes.
    private static Secret sharedSecret(String text) {
        if (!BASE64_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be at least 32 random bytes in base64");
        }
        var bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        for (var judged : List.of(bytes, text.getBytes(StandardCharsets.US_ASCII))) {
            try {
                var _ = VerificationKey.ofSharedSecret(null, Algorithm.HS256, judged);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "cannot be used: %s".formatted(e.getMessage()), e);
            }
        }
        return new Secret(text);
    }

    private static Secret adminKey(String text) {
        if (!ADMIN_KEY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be at least 32 characters of A-Z a-z 0-9 . _ ~ + / = -");
        }
        return new Secret(text);
    }

    private static Set<String> origins(String text) {
        if (text.equals(Setting.SESSION_ORIGINS.defaultText())) {
            return Set.of();
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Assembly::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// An origin is written like an issuer without a path.
    private static String origin(String text) {
        var uri = Issuer.of(text).uri();
        if (!uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("'%s' must end after the host".formatted(text));
        }
        return uri.toString();
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static boolean isOfSession(String text) {
        return switch (text) {
            case "token" -> false;
            case "session" -> true;
            default -> throw new IllegalArgumentException("must be token or session");
        };
    }

    private static boolean isLax(String text) {
        return switch (text) {
            case "strict" -> false;
            case "lax" -> true;
            default -> throw new IllegalArgumentException("must be strict or lax");
        };
    }

    private static String brandName(String text) {
        if (text.isBlank()
                || text.length() > 60
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be 1 to 60 characters");
        }
        return text;
    }

    private static Optional<Path> logo(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var name = text.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException("must be the path of an .svg or .png file");
        }
        return Optional.of(Path.of(text));
    }

    private static List<Cidr> proxies(String text) {
        if (text.equals(Setting.TRUSTED_PROXIES.defaultText())) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1)).map(String::strip).map(Assembly::cidr).toList();
    }

    private static Cidr cidr(String text) {
        return Cidr.read(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not a network such as 10.0.0.0/8 or 2001:db8::/32"
                                        .formatted(text)));
    }

    private static Severity severity(String text) {
        return Severity.of(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not one of debug, info, warn, error".formatted(text)));
    }
}
