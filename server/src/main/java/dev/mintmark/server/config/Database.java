package dev.mintmark.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where everything that must last is kept.
public sealed interface Database {
    /// A file of this machine, for one authority.
    record Embedded(Path file) implements Database {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// A PostgreSQL server, which authorities on many machines may share.
    ///
    /// @param hosts `host` or `host:port`, several separated by commas
    /// @param name of the database on the server
    /// @param parameters of the connection; some name files with keys, some are passwords
    /// @param connections how many this authority keeps
    /// @param notifies whether authorities wake each other through it
    record Server(
            String hosts,
            String name,
            Optional<String> user,
            SecretSetting password,
            Map<String, String> parameters,
            int connections,
            boolean notifies)
            implements Database {
        public Server {
            parameters = Map.copyOf(parameters);
        }

        Server with(SecretSetting given) {
            if (!(password instanceof SecretSetting.NotGiven)) {
                throw new IllegalArgumentException(
                        "has a password, and database-password is set too; keep one");
            }
            return new Server(hosts, name, user, given, parameters, connections, notifies);
        }

        @Override
        public String toString() {
            return "postgresql://" + hosts + "/" + name;
        }
    }
}
