package dev.mintmark.server;

import dev.mintmark.server.alert.Channel;
import dev.mintmark.server.alert.MailChannel;
import dev.mintmark.server.alert.WebhookChannel;
import dev.mintmark.server.config.Alerting;
import dev.mintmark.server.config.Issuer;
import dev.mintmark.server.config.Secret;
import dev.mintmark.server.config.Settings;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The ways to tell operators, as they are set.
final class Channels implements AutoCloseable {
    private final List<Channel> all = new ArrayList<>();

    Channels(Settings settings, Issuer issuer, InstantSource clock) {
        settings.alerting()
                .webhook()
                .ifPresent(webhook -> all.add(webhook(webhook, settings, issuer, clock)));
        settings.alerting().mail().ifPresent(mail -> all.add(mail(mail, settings, issuer, clock)));
    }

    List<Channel> all() {
        return List.copyOf(all);
    }

    private static Channel webhook(
            Alerting.Webhook webhook, Settings settings, Issuer issuer, InstantSource clock) {
        var secret = webhook.secret().fetch(settings.secretSources()).orElseThrow();
        return new WebhookChannel(webhook.address(), secret.reveal(), issuer.text(), clock);
    }

    private static Channel mail(
            Alerting.Mail mail, Settings settings, Issuer issuer, InstantSource clock) {
        var password = mail.password().fetch(settings.secretSources()).map(Secret::reveal);
        var server =
                new MailChannel.Server(
                        mail.host(),
                        mail.port(),
                        mail.tls(),
                        mail.tlsRequired(),
                        mail.user(),
                        password);
        return new MailChannel(server, mail.from(), mail.to(), issuer.text(), clock);
    }

    @Override
    public void close() {
        for (var channel : all) {
            if (channel instanceof WebhookChannel webhook) {
                webhook.close();
            }
        }
    }
}
