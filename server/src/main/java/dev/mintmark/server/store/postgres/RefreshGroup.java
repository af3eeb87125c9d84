package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.store.sql.FamilyRows;
import dev.mintmark.server.store.sql.NoticeRows;
import dev.mintmark.server.store.sql.Sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Carries out refreshes together: one statement reads their families, the rules decide, one
/// statement changes what is still as it was read. What had changed meanwhile is read again, and
/// its rules decide anew.
///
/// Nothing but the family row can make a decision wrong afterwards: everything that stops a family
/// sets its `ended_at`, also what stops its account. What voids everybody's tokens does not; but it
/// voids those of the next seconds, too, and so all that a decision under way can lead to.
final class RefreshGroup {
    private static final int MOST_TRIES = 10;

    private static final String READ = FamilyRows.SELECT + " where f.id = any (?)";

    /// One statement, so that there is a record of each family that moved, and of no other.
    private static final String ADVANCE =
            """
            with moved as (
                update family f
                   set generation = n.generation, rotated_at = n.rotated_at
                  from unnest(?, ?, ?, ?) as n (id, read_generation, generation, rotated_at)
                 where f.id = n.id and f.generation = n.read_generation and f.ended_at is null
                returning f.id
            ), kept as (
                insert into audit_record (text)
                select r.text from unnest(?, ?) as r (id, text) join moved m on m.id = r.id
            )
            select id from moved
            """;

    /// One statement, so that the notice and the records are there if the family ended.
    private static final String END =
            """
            with ended as (
                update family
                   set generation = ?, rotated_at = ?, ended_at = ?, end_reason = ?
                 where id = ? and generation = ? and ended_at is null
                returning ended_at, end_reason, id, status_list, status_place
            ), kept as (
                insert into audit_record (text)
                select r.text from unnest(?) as r (text) where exists (select 1 from ended)
            )
            """
                    + NoticeRows.TELL_OF_FAMILIES
                    + "ended";

    private final Pool pool;

    RefreshGroup(Pool pool) {
        this.pool = pool;
    }

    void carryOut(List<Refresh> refreshes) throws SQLException {
        var retries = new Retries();
        List<Refresh> left = refreshes;
        int changed = 0;
        while (!left.isEmpty()) {
            var tried = left;
            try {
                left = pool.onReserved(sql -> carryOut(sql, tried));
                changed++;
            } catch (SQLException e) {
                if (!Faults.isLostRace(e) || !retries.again()) {
                    throw e;
                }
            }
            if (changed == MOST_TRIES && !left.isEmpty()) {
                throw new Unavailable("a family changes too often", Pool.RETRY_AFTER);
            }
        }
    }

    /// @return those whose family had changed in between
    private static List<Refresh> carryOut(Sql sql, List<Refresh> refreshes) throws SQLException {
        var courses = decide(refreshes, read(sql, refreshes));
        save(sql, courses);
        var left = new ArrayList<Refresh>();
        for (var course : courses) {
            if (course.isSaved()) {
                course.answer();
            } else {
                left.addAll(course.refreshes());
            }
        }
        return left;
    }

    private static Map<FamilyId, Snapshot> read(Sql sql, List<Refresh> refreshes)
            throws SQLException {
        var ids = refreshes.stream().map(Refresh::family).distinct().map(Ids::uuid);
        var found = new HashMap<FamilyId, Snapshot>();
        for (var snapshot : sql.all(READ, Ids::read, (Object) ids.toArray(UUID[]::new))) {
            found.put(snapshot.family().id(), snapshot);
        }
        return found;
    }

    /// In the order of their ids, which is the same in every group on every node: two groups that
    /// lock rows from the same end cannot block each other in a circle.
    private static Collection<Course> decide(
            List<Refresh> refreshes, Map<FamilyId, Snapshot> read) {
        var courses = new TreeMap<FamilyId, Course>(Ids.ORDER);
        for (var refresh : refreshes) {
            var id = refresh.family();
            courses.computeIfAbsent(id, _ -> new Course(id, Optional.ofNullable(read.get(id))))
                    .take(refresh);
        }
        return courses.values();
    }

    private static void save(Sql sql, Collection<Course> courses) throws SQLException {
        var advancing = new ArrayList<Course>();
        for (var course : courses) {
            if (course.isEnding()) {
                end(sql, course);
            } else if (course.isAdvancing()) {
                advancing.add(course);
            }
        }
        if (!advancing.isEmpty()) {
            advance(sql, advancing);
        }
    }

    private static void advance(Sql sql, List<Course> courses) throws SQLException {
        int count = courses.size();
        var ids = new UUID[count];
        var read = new int[count];
        var generations = new int[count];
        var times = new long[count];
        for (int i = 0; i < count; i++) {
            var course = courses.get(i);
            ids[i] = Ids.uuid(course.id());
            read[i] = course.before().generation();
            generations[i] = course.after().generation();
            times[i] = course.after().rotatedAt().toEpochMilli();
        }
        var whose = new ArrayList<UUID>();
        var told = new ArrayList<String>();
        for (var course : courses) {
            for (var text : course.told()) {
                whose.add(Ids.uuid(course.id()));
                told.add(text);
            }
        }
        var moved =
                Set.copyOf(
                        sql.all(
                                ADVANCE,
                                Ids::readId,
                                ids,
                                read,
                                generations,
                                times,
                                whose.toArray(UUID[]::new),
                                told.toArray(String[]::new)));
        for (var course : courses) {
            course.saved(moved.contains(course.id()));
        }
    }

    private static void end(Sql sql, Course course) throws SQLException {
        var after = course.after();
        var ended = after.ended().orElseThrow();
        int changed =
                sql.update(
                        END,
                        after.generation(),
                        after.rotatedAt(),
                        ended.at(),
                        ended.reason().word(),
                        Ids.uuid(course.id()),
                        course.before().generation(),
                        course.told().toArray(String[]::new));
        sql.toldOf();
        course.saved(changed == 1);
    }
}
