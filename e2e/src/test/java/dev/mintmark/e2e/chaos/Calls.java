package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Entry.Answered;
import dev.mintmark.e2e.chaos.Entry.Asked;
import dev.mintmark.e2e.chaos.Entry.Noted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Pairs questions with answers.
final class Calls {
    private Calls() {}

    /// In the order in which they were asked. What was never answered is lost.
    static List<Call> of(List<Entry> history) {
        var asked = new HashMap<Long, Asked>();
        var begun = new HashMap<Long, Long>();
        var calls = new ArrayList<Call>();
        long line = 0;
        for (var entry : history) {
            line++;
            switch (entry) {
                case Asked question -> {
                    asked.put(question.call(), question);
                    begun.put(question.call(), line);
                }
                case Answered answer -> {
                    var question = asked.remove(answer.call());
                    if (question == null) {
                        throw new IllegalArgumentException("nobody asked: " + answer.line());
                    }
                    calls.add(new Call(question, begun.get(answer.call()), answer, line));
                }
                case Noted _ -> {}
            }
        }
        for (var question : asked.values()) {
            var never = new Answered(question.call(), Long.MAX_VALUE / 2, Outcome.LOST, "", "", "");
            calls.add(new Call(question, begun.get(question.call()), never, Long.MAX_VALUE));
        }
        calls.sort((a, b) -> Long.compare(a.begun(), b.begun()));
        return calls;
    }
}
