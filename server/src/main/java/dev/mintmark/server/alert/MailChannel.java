package dev.mintmark.server.alert;

import dev.mintmark.server.alert.AlertStore.Delivery;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Sends alerts by mail.
public final class MailChannel implements Channel {
    private static final String PATIENCE_MILLIS = "10000";

    private final Server server;
    private final String from;
    private final List<String> to;
    private final String issuer;
    private final InstantSource clock;

    /// @param tls from the first byte on; otherwise as soon as the server offers it
    /// @param tlsRequired whether nothing is sent without
    public record Server(
            String host,
            int port,
            boolean tls,
            boolean tlsRequired,
            Optional<String> user,
            Optional<String> password) {
        @Override
        public String toString() {
            return "Server[" + host + ":" + port + ", ***]";
        }
    }

    public MailChannel(
            Server server, String from, List<String> to, String issuer, InstantSource clock) {
        this.server = server;
        this.from = from;
        this.to = List.copyOf(to);
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void tell(Delivery what) throws IOException {
        var session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(protocol())) {
            var mail = mail(session, new Message(issuer, what));
            if (server.user().isPresent()) {
                transport.connect(server.user().get(), server.password().orElse(""));
            } else {
                transport.connect();
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            // What a server says may repeat what it was told.
            throw new IOException("the mail server did not take it (" + kind(e) + ")", e);
        }
    }

    private static String kind(MessagingException e) {
        return e.getClass().getSimpleName();
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        var mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(from, true));
        for (var recipient : to) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(recipient, true));
        }
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setText(message.text(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    private String protocol() {
        return server.tls() ? "smtps" : "smtp";
    }

    private Properties properties() {
        var prefix = "mail." + protocol() + ".";
        var properties = new Properties();
        properties.put(prefix + "host", server.host());
        properties.put(prefix + "port", Integer.toString(server.port()));
        properties.put(prefix + "auth", Boolean.toString(server.user().isPresent()));
        properties.put(prefix + "starttls.enable", "true");
        properties.put(
                prefix + "starttls.required",
                Boolean.toString(server.tlsRequired() && !server.tls()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.put(prefix + "timeout", PATIENCE_MILLIS);
        properties.put(prefix + "writetimeout", PATIENCE_MILLIS);
        return properties;
    }
}
