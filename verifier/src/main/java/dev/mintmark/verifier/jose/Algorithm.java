package dev.mintmark.verifier.jose;

import org.jspecify.annotations.Nullable;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A signature algorithm by its registered name (RFC 7518, RFC 9864, RFC 9964). `none` is not among
/// them.
public enum Algorithm {
    RS256("RS256", KeyFamily.RSA, "SHA256withRSA"),
    RS384("RS384", KeyFamily.RSA, "SHA384withRSA"),
    RS512("RS512", KeyFamily.RSA, "SHA512withRSA"),
    PS256("PS256", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
    PS384("PS384", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
    PS512("PS512", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
    ES256("ES256", Curve.P_256, "SHA256withECDSAinP1363Format"),
    ES384("ES384", Curve.P_384, "SHA384withECDSAinP1363Format"),
    ES512("ES512", Curve.P_521, "SHA512withECDSAinP1363Format"),
    ED25519("Ed25519", KeyFamily.ED25519, "Ed25519"),
    HS256("HS256", KeyFamily.SECRET, "HmacSHA256"),
    HS384("HS384", KeyFamily.SECRET, "HmacSHA384"),
    HS512("HS512", KeyFamily.SECRET, "HmacSHA512"),
    ML_DSA_44("ML-DSA-44", MlDsaSet.ML_DSA_44),
    ML_DSA_65("ML-DSA-65", MlDsaSet.ML_DSA_65),
    ML_DSA_87("ML-DSA-87", MlDsaSet.ML_DSA_87);

    /// The name Ed25519 had before RFC 9864. It says nothing about the curve, so it is understood
    /// only where the caller asks for it.
    public static final String LEGACY_EDDSA = "EdDSA";

    private static final Map<String, Algorithm> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(Algorithm::wireName, Function.identity()));

    private final String wireName;
    private final KeyFamily family;
    private final String jcaName;

    // A PSSParameterSpec, which cannot change; its type just does not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable AlgorithmParameterSpec parameters;

    private final @Nullable Curve curve;
    private final @Nullable MlDsaSet parameterSet;

    Algorithm(String wireName, KeyFamily family, String jcaName) {
        this(wireName, family, jcaName, null, null, null);
    }

    Algorithm(String wireName, Curve curve, String jcaName) {
        this(wireName, KeyFamily.EC, jcaName, null, curve, null);
    }

    Algorithm(String wireName, PSSParameterSpec parameters) {
        this(wireName, KeyFamily.RSA, "RSASSA-PSS", parameters, null, null);
    }

    Algorithm(String wireName, MlDsaSet parameterSet) {
        this(wireName, KeyFamily.ML_DSA, "ML-DSA", null, null, parameterSet);
    }

    Algorithm(
            String wireName,
            KeyFamily family,
            String jcaName,
            @Nullable AlgorithmParameterSpec parameters,
            @Nullable Curve curve,
            @Nullable MlDsaSet parameterSet) {
        this.wireName = wireName;
        this.family = family;
        this.jcaName = jcaName;
        this.parameters = parameters;
        this.curve = curve;
        this.parameterSet = parameterSet;
    }

    /// The algorithm of exactly this name; names are case-sensitive (RFC 7515 §4.1.1).
    public static Optional<Algorithm> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /// The value of `alg` in headers and keys.
    public String wireName() {
        return wireName;
    }

    public KeyFamily family() {
        return family;
    }

    public boolean isSymmetric() {
        return family == KeyFamily.SECRET;
    }

    /// Whether a provider here knows it: all always, but for ML-DSA before Java 24. May load the
    /// accelerating provider.
    public boolean isSupported() {
        return family != KeyFamily.ML_DSA || MlDsa.isSupported();
    }

    String jcaName() {
        return jcaName;
    }

    @Nullable AlgorithmParameterSpec parameters() {
        return parameters;
    }

    /// The curve its keys live on; only ECDSA has one to choose.
    @Nullable Curve curve() {
        return curve;
    }

    /// Of its keys; only ML-DSA has one to choose.
    @Nullable MlDsaSet parameterSet() {
        return parameterSet;
    }

    /// As many bytes as the hash has (RFC 7518 §3.2).
    int leastSecretBytes() {
        return switch (this) {
            case HS256 -> 32;
            case HS384 -> 48;
            case HS512 -> 64;
            case RS256,
                    RS384,
                    RS512,
                    PS256,
                    PS384,
                    PS512,
                    ES256,
                    ES384,
                    ES512,
                    ED25519,
                    ML_DSA_44,
                    ML_DSA_65,
                    ML_DSA_87 ->
                    throw new IllegalStateException(wireName + " has no secret");
        };
    }

    private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int salt) {
        return new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
