package dev.interlock.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.interlock.benchmarks.workload.Wire;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up so far.
 *
 * @param cpuNanos of all its threads, those of the JVM among them, in user and system mode
 * @param allocatedBytes by all its threads, on the heap
 * @param wallNanos some time ago
 * @param sentBytes to the model
 */
record Meter(long cpuNanos, long allocatedBytes, long wallNanos, long sentBytes) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Meter read() {
    return new Meter(
        SYSTEM.getProcessCpuTime(),
        THREADS.getTotalThreadAllocatedBytes(),
        System.nanoTime(),
        Wire.bytesSent());
  }

  /** Returns what was used up since. */
  Meter since(Meter before) {
    return new Meter(
        cpuNanos - before.cpuNanos,
        allocatedBytes - before.allocatedBytes,
        wallNanos - before.wallNanos,
        sentBytes - before.sentBytes);
  }
}
