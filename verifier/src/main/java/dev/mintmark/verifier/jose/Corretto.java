package dev.mintmark.verifier.jose;

import java.security.Provider;

/// Finds the Amazon Corretto Crypto Provider without depending on it: it has no build for some
/// platforms, and unpacking its native library fails where the temporary directory is mounted
/// noexec. Everything short of a proven-healthy provider ends in the JDK's, with the reason why.
final class Corretto {

    private static final String CLASS =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private Corretto() {}

    static SignatureProvider find() {
        try {
            Class<?> type = Class.forName(CLASS);
            var provider = (Provider) type.getField("INSTANCE").get(null);
            var failure = (Throwable) type.getMethod("getLoadingError").invoke(provider);
            if (failure != null) {
                return instead("its native library did not load: " + failure);
            }
            var selfTests = String.valueOf(type.getMethod("runSelfTests").invoke(provider));
            if (!selfTests.equals("PASSED")) {
                return instead("its self tests ended in " + selfTests);
            }
            var candidate = SignatureProvider.accelerated(provider);
            var wrong = KnownAnswers.firstWrong(candidate);
            return wrong.isPresent() ? instead("it got " + wrong.get() + " wrong") : candidate;
        } catch (ClassNotFoundException absent) {
            return instead("it is not on the class path");
        } catch (ReflectiveOperationException | ClassCastException unlike) {
            return instead("this version of it is not understood: " + unlike);
        } catch (RuntimeException | LinkageError broken) {
            return instead("it could not be started: " + broken);
        }
    }

    private static SignatureProvider instead(String reason) {
        return SignatureProvider.jdk(
                "signatures run on the JDK, several times slower than on the Amazon Corretto"
                        + " Crypto Provider, because "
                        + reason);
    }
}
