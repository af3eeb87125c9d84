package dev.mintmark.e2e.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;

import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

/// What an answer means.
///
/// @param held tokens that were handed out
/// @param detail for people who read
record Reading(Outcome outcome, Held held, String detail) {
    static final Reading LOST = new Reading(Outcome.LOST, Held.NOTHING, "");

    static Reading of(Act act, Exchange.Reply reply) {
        try {
            return read(act, reply.status(), reply.body());
        } catch (ParseException | RuntimeException e) {
            return new Reading(
                    Outcome.STRANGE, Held.NOTHING, reply.status() + " and a body not to be read");
        }
    }

    private static Reading read(Act act, int status, String body) throws ParseException {
        var detail = Integer.toString(status);
        if (status == 503) {
            return new Reading(Outcome.UNAVAILABLE, Held.NOTHING, detail);
        }
        return switch (act) {
            case SIGN_IN, REFRESH, REPLAY, GHOST -> {
                if (status == 200) {
                    yield new Reading(Outcome.GRANTED, held(JSONObjectUtils.parse(body)), detail);
                }
                yield new Reading(
                        status == 400 || status == 401 ? Outcome.REFUSED : Outcome.STRANGE,
                        Held.NOTHING,
                        detail);
            }
            case LOOK -> {
                var active = JSONObjectUtils.getBoolean(JSONObjectUtils.parse(body), "active");
                yield new Reading(active ? Outcome.GRANTED : Outcome.REFUSED, Held.NOTHING, detail);
            }
            case LOGOUT, END_SESSION, END_ALL, PASSWORD, DISABLE ->
                    new Reading(
                            status / 100 == 2 ? Outcome.DONE : Outcome.STRANGE,
                            Held.NOTHING,
                            detail);
        };
    }

    private static Held held(Map<String, Object> json) throws ParseException {
        var access = JSONObjectUtils.getString(json, "access_token");
        var claims =
                JSONObjectUtils.parse(
                        new String(
                                Base64.getUrlDecoder().decode(access.split("\\.", -1)[1]), UTF_8));
        return new Held(
                JSONObjectUtils.getString(claims, "sid"),
                JSONObjectUtils.getString(json, "refresh_token"),
                access);
    }
}
