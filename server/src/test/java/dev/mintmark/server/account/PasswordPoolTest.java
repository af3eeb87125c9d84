package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fault.Unavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/// One thread that hashes, and one place to wait.
@Timeout(30)
class PasswordPoolTest {
    private final PasswordPool pool = new PasswordPool(1, 1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        pool.close();
    }

    @Test
    void work_is_done_on_a_thread_of_the_pool() {
        assertThat(pool.run(() -> Thread.currentThread().getName())).startsWith("passwords-");
        assertThat(pool.run(() -> Thread.currentThread().isVirtual())).isFalse();
    }

    @Test
    void who_finds_the_queue_full_is_told_to_come_back() throws Exception {
        var working = asked(this::work);
        started.await();
        var waiting = asked(() -> "waited");

        assertThatThrownBy(() -> pool.run(() -> "refused"))
                .isInstanceOfSatisfying(
                        Unavailable.class, full -> assertThat(full.retryAfter()).isPositive());

        goOn.countDown();
        assertThat(working.get()).isEqualTo("worked");
        assertThat(waiting.get()).isEqualTo("waited");
        assertThat(pool.run(() -> "room again")).isEqualTo("room again");
    }

    @Test
    void closing_lets_nobody_wait_for_ever() throws Exception {
        var working = asked(this::work);
        started.await();
        var waiting = asked(() -> "waited");

        pool.close();

        assertThatThrownBy(waiting::get).cause().isInstanceOf(Unavailable.class);
        assertThatThrownBy(working::get).isNotNull();
        assertThatThrownBy(() -> pool.run(() -> "late")).isInstanceOf(Unavailable.class);
    }

    @Test
    void who_is_interrupted_stops_waiting() throws Exception {
        var task = new FutureTask<>(() -> pool.run(this::work));
        var asking = Thread.ofPlatform().start(task);
        started.await();

        asking.interrupt();

        assertThatThrownBy(task::get).cause().isInstanceOf(Unavailable.class);
    }

    @Test
    void a_failure_of_the_work_is_a_fault_of_ours_and_harms_nobody_else() {
        assertThatThrownBy(() ->
                        pool.run(() -> {
                            throw new IllegalArgumentException("broken");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("broken");

        assertThat(pool.run(() -> 1)).isEqualTo(1);
    }

    private String work() throws InterruptedException {
        started.countDown();
        goOn.await();
        return "worked";
    }

    /// Asks on a thread of its own, and returns when that thread waits for the answer.
    private FutureTask<String> asked(Callable<String> work) {
        var task = new FutureTask<>(() -> pool.run(work));
        var asking = Thread.ofPlatform().daemon().start(task);
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    @Test
    void it_takes_half_the_cores_and_a_quarter_of_the_heap_at_the_most() {
        assertThat(PasswordPool.size(1, 4L << 30)).isOne();
        assertThat(PasswordPool.size(8, 4L << 30)).isEqualTo(4);
        assertThat(PasswordPool.size(64, 256L << 20)).isEqualTo(3);
        assertThat(PasswordPool.size(64, 16L << 20)).isOne();
    }
}
