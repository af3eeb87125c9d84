package dev.mintmark.server.store.memory;

import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.Revoked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

final class MemoryOutbox implements Outbox {
    private final List<Notice> notices = new ArrayList<>();
    private volatile Runnable bell = () -> {};
    private long newest;

    void tell(Instant at, String cause, Revoked what) {
        synchronized (this) {
            notices.add(new Notice(++newest, at, cause, what));
        }
        bell.run();
    }

    @Override
    public synchronized long head() {
        return newest;
    }

    @Override
    public synchronized OptionalLong oldest() {
        return notices.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(notices.getFirst().position());
    }

    @Override
    public synchronized List<Notice> after(long position, int wanted) {
        return notices.stream()
                .filter(notice -> notice.position() > position)
                .limit(wanted)
                .toList();
    }

    @Override
    public synchronized List<Notice> unlistedAfter(long position, int wanted) {
        return notices.stream()
                .filter(notice -> notice.position() > position)
                .filter(notice -> !(notice.what() instanceof Revoked.Session))
                .limit(wanted)
                .toList();
    }

    @Override
    public synchronized int forget(Instant writtenBefore, int atMost) {
        int forgotten = 0;
        while (forgotten < atMost
                && notices.size() > 1
                && notices.getFirst().at().isBefore(writtenBefore)) {
            notices.removeFirst();
            forgotten++;
        }
        return forgotten;
    }

    @Override
    public void onChange(Runnable listener) {
        bell = listener;
    }
}
