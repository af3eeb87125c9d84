package dev.mintmark.server.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers where no endpoint can: requests the server underneath could not parse or did not want.
/// Takes the place of its error page, which names the exception and its class.
final class WireErrors implements Request.Handler {
    private final Sender sender;

    WireErrors(Sender sender) {
        this.sender = sender;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var problem = Errors.ofStatus(response.getStatus());
        sender.send(problem.toResponse(), response, callback);
        return true;
    }
}
