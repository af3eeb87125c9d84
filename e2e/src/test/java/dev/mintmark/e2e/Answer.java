package dev.mintmark.e2e;

import com.nimbusds.jose.util.JSONObjectUtils;

import java.net.http.HttpHeaders;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/// What came back. JSON is read by a parser that is not ours.
public record Answer(int status, HttpHeaders headers, String body) {
    public Map<String, Object> json() {
        return parse(body);
    }

    public String text(String member) {
        return (String) json().get(member);
    }

    /// The `error` of OAuth, or the `code` of a problem document.
    public String error() {
        var json = json();
        return String.valueOf(json.containsKey("error") ? json.get("error") : json.get("code"));
    }

    public String header(String name) {
        return String.join(" | ", headers.allValues(name));
    }

    public List<String> lines(String name) {
        return headers.allValues(name);
    }

    public static Map<String, Object> parse(String json) {
        try {
            return JSONObjectUtils.parse(json);
        } catch (ParseException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
