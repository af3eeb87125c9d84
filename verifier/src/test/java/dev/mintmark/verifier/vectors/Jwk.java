package dev.mintmark.verifier.vectors;

import java.util.LinkedHashMap;
import java.util.Map;

/// One entry of a key set, right or wrong. Values are JSON texts.
final class Jwk {

    private final Map<String, String> members;

    Jwk() {
        this(Map.of());
    }

    private Jwk(Map<String, String> members) {
        this.members = new LinkedHashMap<>(members);
    }

    Jwk with(String member, String json) {
        var changed = new Jwk(members);
        changed.members.put(member, json);
        return changed;
    }

    Jwk without(String member) {
        var changed = new Jwk(members);
        changed.members.remove(member);
        return changed;
    }

    @Override
    public String toString() {
        return Json.object(members);
    }
}
