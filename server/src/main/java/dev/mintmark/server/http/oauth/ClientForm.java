package dev.mintmark.server.http.oauth;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.oauth.ClientAuthentication.Caller;

/// What an endpoint does with a form once it is known which client sent it.
@FunctionalInterface
interface ClientForm {
    HttpResponse answer(Parameters form, Caller.Known caller, Origin origin);

    /// An endpoint that lets only readable forms of known clients through.
    static Endpoint of(ClientAuthentication authentication, ClientForm inside) {
        return request ->
                switch (Form.read(request)) {
                    case Malformed(var reason) -> unreadable(reason);
                    case Parameters form -> {
                        var origin = request.origin();
                        yield switch (authentication.caller(request, form)) {
                            case Caller.Turned(var away) -> away;
                            case Caller.Known known -> inside.answer(form, known, origin);
                        };
                    }
                };
    }

    static HttpResponse unreadable(Malformed.Reason reason) {
        return OAuthError.INVALID_REQUEST.answer(
                "The request cannot be read: " + reason.description() + ".");
    }
}
