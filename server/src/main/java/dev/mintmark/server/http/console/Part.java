package dev.mintmark.server.http.console;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.page.ConsolePages;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.Frame;
import dev.mintmark.server.http.page.console.Notice;
import dev.mintmark.server.http.page.console.Section;

import java.util.function.Function;
import java.util.function.Supplier;

/// What all parts of the console work with.
///
/// @param section whose pages it makes
record Part(Section section, Desk desk, Door door, Frames frames, ConsolePages pages, Words words) {
    /// The same tools for another part.
    Part of(Section other) {
        return new Part(other, desk, door, frames, pages, words);
    }

    Frame frame(Visit visit) {
        return frames.of(visit, section);
    }

    /// A page of what the API gave, or one that says why it gave nothing.
    HttpResponse show(Visit visit, Desk.Answer answer, Function<Doc, HttpResponse> page) {
        return switch (answer) {
            case Desk.Answer.Got(var doc) -> page.apply(doc);
            case Desk.Answer.Refused refused -> refused(visit, refused);
        };
    }

    HttpResponse refused(Visit visit, Desk.Answer.Refused refused) {
        var title = refused.status() == 404 ? "Not here" : "That did not work";
        return pages.notice(
                refused.status(),
                frame(visit),
                new Notice(title, refused.sentence(), "", section.path(), section.title()));
    }

    /// After something was done: on to a page that says so.
    HttpResponse done(String path, String what) {
        return pages.goTo(path + (path.contains("?") ? "&" : "?") + "done=" + what);
    }

    HttpResponse ask(Visit visit, Confirmation question) {
        return pages.confirm(200, frame(visit), question);
    }

    /// Asks again for the credential before something dangerous (ASVS 7.5.3), and goes on only with
    /// it.
    ///
    /// @param then what is dangerous; what the API refuses is said above the question
    HttpResponse danger(
            Visit visit,
            Parameters form,
            Confirmation question,
            Supplier<Desk.Answer> then,
            Function<Doc, HttpResponse> after) {
        if (!door.isProved(visit, form)) {
            return pages.confirm(
                    403,
                    frame(visit),
                    with(
                            question,
                            form,
                            "That is not the admin key that this console was opened with."));
        }
        return switch (then.get()) {
            case Desk.Answer.Got(var doc) -> after.apply(doc);
            case Desk.Answer.Refused refused ->
                    pages.confirm(
                            refused.status(),
                            frame(visit),
                            with(question, form, refused.sentence()));
        };
    }

    private static Confirmation with(Confirmation question, Parameters form, String problem) {
        return new Confirmation(
                question.title(),
                question.consequences(),
                question.path(),
                question.button(),
                question.asksReason(),
                question.newPassword(),
                form.value("reason").orElse(""),
                problem,
                question.back());
    }
}
