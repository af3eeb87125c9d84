package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.VerdictListener;

import org.springframework.beans.factory.ObjectProvider;

/// Tells all that the application has.
final class EveryListener implements VerdictListener {

    private final ObjectProvider<VerdictListener> all;

    EveryListener(ObjectProvider<VerdictListener> all) {
        this.all = all;
    }

    @Override
    public void judged(Verdict verdict) {
        all.forEach(each -> each.judged(verdict));
    }

    @Override
    public void insufficient(Verdict.Refused verdict) {
        all.forEach(each -> each.insufficient(verdict));
    }
}
