package dev.mintmark.adapter.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in sentences, instead of a stack trace, what to set.
final class InvalidPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProperties> {

    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidProperties cause) {
        return new FailureAnalysis(
                "Mintmark cannot guard this service:\n\n    - "
                        + String.join("\n    - ", cause.problems()),
                "Change the properties named above, for example in application.yaml.",
                cause);
    }
}
