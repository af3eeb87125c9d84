package dev.mintmark.server.http.page.console;

/// A secret that is shown now and never again.
///
/// @param name what the secret belongs to
/// @param use how it is used, in a sentence
/// @param note what else to know; may be empty
public record ShownOnce(
        String title,
        String name,
        String label,
        String secret,
        String use,
        String note,
        String path,
        String back) {
    @Override
    public String toString() {
        return "ShownOnce[" + name + ", ***]";
    }
}
