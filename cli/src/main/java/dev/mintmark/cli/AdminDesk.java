package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminApi;
import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Answer;
import dev.mintmark.cli.admin.AuthorityLocator;
import dev.mintmark.cli.admin.Bootstrap;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.admin.Located;
import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.settings.UnusableSettings;
import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;

import java.util.function.Consumer;
import java.util.function.Function;

/// What all admin commands share: find the authority, ask, and end with the right words and the
/// right exit code.
final class AdminDesk {
    private final Terminal terminal;
    private final AuthorityLocator locator;
    private final Bootstrap bootstrap;

    AdminDesk(Terminal terminal, AuthorityLocator locator, Bootstrap bootstrap) {
        this.terminal = terminal;
        this.locator = locator;
        this.bootstrap = bootstrap;
    }

    /// Asks, and shows the answer: as it came when JSON is wanted, else as text.
    int show(Target target, Json json, AdminRequest request, Consumer<Document> asText) {
        return end(
                ask(target, request),
                document -> {
                    if (json.wanted()) {
                        terminal.out().println(document.json());
                    } else {
                        asText.accept(document);
                    }
                });
    }

    /// Asks for something the authority answers with no more than yes: the document is what a
    /// program reads of it, the sentence what a person does.
    int confirm(
            Target target, Json json, AdminRequest request, Document document, String sentence) {
        return end(
                ask(target, request),
                _ -> {
                    if (json.wanted()) {
                        terminal.out().println(document.json());
                    } else {
                        terminal.say(sentence);
                    }
                });
    }

    /// Somebody to ask as often as it takes.
    @FunctionalInterface
    interface Line {
        Answer ask(AdminRequest request);
    }

    /// Asks several things of one authority.
    ///
    /// @param talk asks, and says what came of it, as the last answer or as one that was bad
    int converse(Target target, Function<Line, Answer> talk, Consumer<Document> show) {
        var answer =
                switch (locator.locate(target.place())) {
                    case Located.Running(var url, var key) ->
                            talk.apply(new AdminApi(url, key)::ask);
                    case Located.Idle(var settings) ->
                            switch (bootstrap.start(settings, Bootstrap.Where.DATA_ONLY)) {
                                case Bootstrap.Started.Running own -> {
                                    try (own) {
                                        yield talk.apply(
                                                new AdminApi(own.baseUrl(), own.adminKey())::ask);
                                    }
                                }
                                case Bootstrap.Started.Failed(var why) ->
                                        new Answer.Unreachable(why);
                                case Bootstrap.Started.Unusable(var problems) ->
                                        new Answer.Unusable(problems);
                            };
                    case Located.Nowhere(var why) -> new Answer.Unreachable(why);
                    case Located.Misused(var why) -> new Answer.Misused(why);
                    case Located.Unusable(var problems) -> new Answer.Unusable(problems);
                };
        return end(answer, show);
    }

    private int end(Answer answer, Consumer<Document> show) {
        return switch (answer) {
            case Answer.Fulfilled(var document) -> {
                show.accept(document);
                yield ExitCode.DONE;
            }
            case Answer.Refused(var why) -> terminal.failed(why);
            case Answer.Unreachable(var why) -> terminal.failed(why);
            case Answer.Misused(var why) -> terminal.misused(why);
            case Answer.Unusable(var problems) -> UnusableSettings.refuse(terminal, problems);
        };
    }

    private Answer ask(Target target, AdminRequest request) {
        return switch (locator.locate(target.place())) {
            case Located.Running(var url, var key) -> new AdminApi(url, key).ask(request);
            case Located.Idle(var settings) -> askOurOwn(settings, request);
            case Located.Nowhere(var why) -> new Answer.Unreachable(why);
            case Located.Misused(var why) -> new Answer.Misused(why);
            case Located.Unusable(var problems) -> new Answer.Unusable(problems);
        };
    }

    private Answer askOurOwn(SettingsHere settings, AdminRequest request) {
        return switch (bootstrap.start(settings, request.startableOn())) {
            case Bootstrap.Started.Running own -> {
                try (own) {
                    yield new AdminApi(own.baseUrl(), own.adminKey()).ask(request);
                }
            }
            case Bootstrap.Started.Failed(var why) -> new Answer.Unreachable(why);
            case Bootstrap.Started.Unusable(var problems) -> new Answer.Unusable(problems);
        };
    }
}
