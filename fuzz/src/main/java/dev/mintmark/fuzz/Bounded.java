package dev.mintmark.fuzz;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/// Watches what one input costs. Time is left to the fuzzer, which gives up on an input after some
/// seconds; a clock here would measure the garbage collector. Memory cannot be measured while the
/// fuzzer listens to every comparison, which costs more than what is compared: hence [Replay].
final class Bounded {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// For engines, and for what does not depend on the input.
    private static final long ALLOWANCE = 1024 * 1024;

    /// A JSON value of two bytes, such as `1,`, becomes an object or two of this size together.
    private static final long PER_BYTE = 256;

    /// Set where the fuzzer runs.
    private static final boolean GUIDED = Boolean.getBoolean("mintmark.fuzz.guided");

    private Bounded() {}

    interface Task {
        void run() throws Exception;
    }

    /// Fails when the task allocates out of proportion to the input. Whatever is loaded and set up
    /// on the way is paid for by the first input; hence a second look before saying so.
    static void run(int inputBytes, Task task) throws Exception {
        if (GUIDED) {
            task.run();
            return;
        }
        long most = ALLOWANCE + PER_BYTE * inputBytes;
        if (cost(task) > most) {
            long again = cost(task);
            require(
                    again <= most,
                    inputBytes + " bytes of input cost " + again + " bytes of memory");
        }
    }

    private static long cost(Task task) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        task.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// An `Error`, because the readers' callers may catch exceptions.
    static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }
}
