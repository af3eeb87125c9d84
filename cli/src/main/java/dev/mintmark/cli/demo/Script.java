package dev.mintmark.cli.demo;

import dev.mintmark.cli.terminal.Printable;

import java.io.PrintStream;

/// Prints the tour as it happens: numbered steps, what was sent, what came back.
final class Script {
    private static final int SHOWN = 14;

    private final PrintStream out;
    private int step;

    Script(PrintStream out) {
        this.out = out;
    }

    void step(String title) {
        step++;
        out.println();
        out.println(step + ". " + title);
    }

    void exchange(String request, Reply reply, String meaning) {
        out.println("   " + Printable.of(request) + "  ->  " + reply.status() + "  " + meaning);
    }

    void note(String sentence) {
        out.println("   " + Printable.of(sentence));
    }

    /// What was promised, checked: a tour that shows something else must not end well.
    void expect(boolean asPromised, String promise) {
        if (!asPromised) {
            throw new Surprised("this was promised but did not happen: " + promise);
        }
        out.println("   ok: " + promise);
    }

    /// The beginning of a token; nobody needs to see the rest.
    static String cut(String token) {
        return token.length() <= SHOWN ? token : token.substring(0, SHOWN) + "...";
    }
}
