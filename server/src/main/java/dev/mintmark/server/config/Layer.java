package dev.mintmark.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// One place settings come from: its values by key, and how to name a key of it to a human.
record Layer(Map<String, String> values, UnaryOperator<String> label) {
    /// Variables other parts of Mintmark read: where the command line finds the authority, and what
    /// the launcher hands to Java.
    static final Set<String> NOT_SETTINGS =
            Set.of("MINTMARK_URL", "MINTMARK_JAVA_OPTS", "MINTMARK_DEBUG");

    /// Kubernetes describes a service called `mintmark` to every pod beside it, in our name space.
    private static final Pattern KUBERNETES =
            Pattern.compile("MINTMARK_(SERVICE_(HOST|PORT)|PORT_\\d+_(TCP|UDP)).*");

    private static final Pattern KUBERNETES_PORT = Pattern.compile("(tcp|udp)://.*");

    Layer {
        values = Map.copyOf(values);
    }

    static Layer flags(Map<String, String> flags, List<String> problems) {
        return checked(flags, key -> "--" + key, problems);
    }

    static Layer file(Map<String, String> values, String name, List<String> problems) {
        return checked(values, key -> name + ": " + key, problems);
    }

    static Layer environment(Map<String, String> environment, List<String> problems) {
        var ours = new HashMap<String, String>();
        environment.forEach((variable, value) -> {
            if (!isForeign(variable, value)) {
                Setting.keyOfVariable(variable).ifPresent(key -> ours.put(key, value));
            }
        });
        return checked(ours, Setting::variableOfKey, problems);
    }

    private static boolean isForeign(String variable, String value) {
        return NOT_SETTINGS.contains(variable)
                || KUBERNETES.matcher(variable).matches()
                || (variable.equals("MINTMARK_PORT") && KUBERNETES_PORT.matcher(value).matches());
    }

    private static Layer checked(
            Map<String, String> values, UnaryOperator<String> label, List<String> problems) {
        new TreeMap<>(values)
                .forEach((key, value) -> {
                    if (Setting.ofKey(key).isEmpty()) {
                        problems.add(unknown(key, label));
                    } else if (value.isBlank()) {
                        problems.add("%s is set but empty".formatted(label.apply(key)));
                    }
                });
        return new Layer(values, label);
    }

    private static String unknown(String key, UnaryOperator<String> label) {
        var known = new ArrayList<String>();
        for (var setting : Setting.values()) {
            known.add(setting.key());
            if (setting.isSecret()) {
                known.add(setting.fileKey());
            }
        }
        return Nearest.to(key, known)
                .map(meant ->
                        "unknown setting '%s', did you mean '%s'?"
                                .formatted(label.apply(key), label.apply(meant)))
                .orElseGet(() -> "unknown setting '%s'".formatted(label.apply(key)));
    }
}
