package dev.mintmark.bench.verify;

import dev.mintmark.verifier.jose.SignatureProvider;

import java.security.Provider;
import java.security.Security;

/// The provider under a measurement. The peers take what is installed for the whole process; only
/// there, and only for their sake, it is.
final class Engines {

    private Engines() {}

    static SignatureProvider choose(String name) throws ReflectiveOperationException {
        if (name.equals("jdk")) {
            return SignatureProvider.jdk();
        }
        var type =
                Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
        Security.insertProviderAt((Provider) type.getField("INSTANCE").get(null), 1);
        var fastest = SignatureProvider.fastest();
        if (fastest.equals(SignatureProvider.jdk())) {
            throw new IllegalStateException(fastest.explanation());
        }
        return fastest;
    }
}
