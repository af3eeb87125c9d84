package dev.mintmark.server.meter;

import java.util.List;

/// The text format of Prometheus, version 0.0.4.
final class MetricsText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(16 * 1024);

    void begin(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, List<String> labels, List<String> values, long number) {
        head(name, labels, values, "");
        text.append(' ').append(number).append('\n');
    }

    void sample(String name, List<String> labels, List<String> values, double number) {
        head(name, labels, values, "");
        text.append(' ').append(number).append('\n');
    }

    void bucket(String name, List<String> labels, List<String> values, String bound, long count) {
        head(name + "_bucket", labels, values, bound);
        text.append(' ').append(count).append('\n');
    }

    private void head(String name, List<String> labels, List<String> values, String bound) {
        text.append(name);
        if (labels.isEmpty() && bound.isEmpty()) {
            return;
        }
        text.append('{');
        for (int i = 0; i < labels.size(); i++) {
            pair(labels.get(i), values.get(i));
        }
        if (!bound.isEmpty()) {
            pair("le", bound);
        }
        text.setCharAt(text.length() - 1, '}');
    }

    private void pair(String label, String value) {
        text.append(label).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        text.append("\",");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
