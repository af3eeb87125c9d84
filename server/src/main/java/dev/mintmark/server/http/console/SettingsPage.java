package dev.mintmark.server.http.console;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.SettingsView;

/// `/console/settings`: what is in force, and who said so.
final class SettingsPage {
    private final Part part;

    SettingsPage(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        return group.get("/console/settings", part.door().page(this::show));
    }

    private HttpResponse show(Visit visit) {
        return part.show(
                visit,
                part.desk().get(visit, "/settings"),
                doc ->
                        part.pages()
                                .settings(
                                        part.frame(visit),
                                        new SettingsView(
                                                doc.docs("settings").stream()
                                                        .map(SettingsPage::row)
                                                        .toList())));
    }

    private static SettingsView.Row row(Doc setting) {
        return new SettingsView.Row(
                setting.text("key"),
                setting.text("value"),
                setting.text("source"),
                setting.text("description").replace("`", ""),
                setting.flag("secret"));
    }
}
