package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Answer;

import java.util.Optional;
import java.util.function.Predicate;

/// Records and seals of an authority, page by page.
final class AuditPages {
    private AuditPages() {}

    /// Hands on line by line, as long as it is asked to.
    ///
    /// @param from time of the first record that matters
    /// @param goOn takes a line and says whether it wants the next
    /// @return the last page, or why there was none
    static Answer each(AdminDesk.Line authority, Optional<String> from, Predicate<String> goOn) {
        var request = AdminRequest.read("audit", "export").where("from", from);
        while (true) {
            var answer = authority.ask(request);
            if (!(answer instanceof Answer.Fulfilled(var page))) {
                return answer;
            }
            for (var line : page.texts("lines")) {
                if (!goOn.test(line)) {
                    return answer;
                }
            }
            var next = page.text("next");
            if (next.isEmpty()) {
                return answer;
            }
            request = AdminRequest.read("audit", "export").where("seal", Optional.of(next));
        }
    }
}
