package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The audit as an administrator reads it, page by page.
record AuditRecords(Caller admin) {
    /// One record.
    record Entry(Map<String, Object> json) {
        String kind() {
            return (String) object("metadata").get("event_code");
        }

        String status() {
            return (String) json.get("status");
        }

        String reason() {
            return (String) json.getOrDefault("status_detail", "");
        }

        String actor() {
            return (String) ours().get("actor");
        }

        String client() {
            return (String) ours().getOrDefault("client", "");
        }

        String address() {
            var source = object("src_endpoint");
            return (String) source.getOrDefault("ip", source.get("name"));
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> ours() {
            return (Map<String, Object>) object("unmapped").get("mintmark");
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> object(String name) {
            return (Map<String, Object>) json.get(name);
        }
    }

    /// All that fit, newest first.
    List<Entry> all(String query) {
        var found = new ArrayList<Entry>();
        var page = page(query);
        while (true) {
            for (var record : (List<?>) page.json().get("records")) {
                found.add(entry(record));
            }
            var next = page.json().get("next");
            if (next == null) {
                return found;
            }
            page = page(query + "&before=" + next);
        }
    }

    private Answer page(String query) {
        var answer = admin.get("/admin/v1/audit?limit=1000" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @SuppressWarnings("unchecked")
    private static Entry entry(Object record) {
        return new Entry((Map<String, Object>) record);
    }
}
