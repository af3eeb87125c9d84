package dev.mintmark.server.meter;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The process itself: memory, collections of garbage, threads, processor time.
public final class MachineMeters {
    private MachineMeters() {}

    public static void addTo(Meters meters) {
        meters.gauge(
                "jvm_memory_used_bytes",
                "Memory in use.",
                "area",
                () -> {
                    var memory = ManagementFactory.getMemoryMXBean();
                    return areas(
                            memory.getHeapMemoryUsage().getUsed(),
                            memory.getNonHeapMemoryUsage().getUsed());
                });
        meters.gauge(
                "jvm_memory_max_bytes",
                "Memory that may be used at most.",
                "area",
                MachineMeters::limits);
        meters.growing(
                "jvm_gc_collection_seconds_total",
                "Time spent on collecting garbage.",
                "gc",
                MachineMeters::collectionSeconds);
        meters.gauge(
                "jvm_threads_current",
                "Platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        meters.growing(
                "process_cpu_seconds_total",
                "Processor time used.",
                "",
                MachineMeters::processorSeconds);
        meters.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    }

    private static Map<String, Number> limits() {
        var memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        return Map.of("heap", heap.getMax());
    }

    private static Map<String, Number> areas(long heap, long nonHeap) {
        return Map.of("heap", heap, "nonheap", nonHeap);
    }

    private static Map<String, Number> collectionSeconds() {
        var seconds = new LinkedHashMap<String, Number>();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            seconds.put(collector.getName(), Math.max(0, collector.getCollectionTime()) / 1e3);
        }
        return seconds;
    }

    private static Map<String, Number> processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .<Map<String, Number>>map(millis -> Map.of("", millis / 1e3))
                .orElse(Map.of());
    }
}
