package dev.mintmark.server.store.postgres;

import java.sql.SQLException;
import java.util.Set;

/// What PostgreSQL, or the way to it, can answer instead of rows, sorted by what to do about it.
final class Faults {
    /// Serialization failure and deadlock: another transaction came first, so try again.
    private static final Set<String> LOST_RACE = Set.of("40001", "40P01");

    /// Duplicate table, object, or unique value.
    private static final Set<String> TAKEN = Set.of("42P07", "42710", "23505");

    /// Connected to a server that only reads: a standby, or a primary that was demoted.
    private static final String READ_ONLY = "25006";

    private Faults() {}

    static boolean isLostRace(SQLException e) {
        return LOST_RACE.contains(state(e));
    }

    /// Whether the connection is of no more use.
    static boolean isBroken(SQLException e) {
        var state = state(e);
        return state.startsWith("08") || state.startsWith("57P") || state.equals(READ_ONLY);
    }

    /// A table is there already; or, when two make it at the same moment, its name is.
    static boolean isTaken(SQLException e) {
        return TAKEN.contains(state(e));
    }

    /// Why a start failed, as the end of a sentence. The texts of the server may quote what was
    /// sent to it, so only their kind is told.
    static String reason(SQLException e) {
        var state = state(e);
        if (state.startsWith("08")) {
            return "nobody answers there. Check the address and whether the server runs.";
        }
        return switch (state) {
            case "28P01", "28000" -> "the server refused the user or the password.";
            case "3D000" -> "the server has no database of that name.";
            case "42501" -> "the user may not make tables in it.";
            case "53300" -> "the server has no connection left to give.";
            case "57P03" -> "the server is starting up or shutting down.";
            case READ_ONLY -> "the server only reads: it is a standby.";
            default -> "the server answered with the error " + state + ".";
        };
    }

    private static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null ? "" : state;
    }
}
