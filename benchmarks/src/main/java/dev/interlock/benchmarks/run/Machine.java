package dev.interlock.benchmarks.run;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine in the terms that matter: how many processors, and how busy they are. */
final class Machine {
  private Machine() {}

  static String now() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d processors, load average of the last minute %.1f, Java %s",
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        Runtime.version().feature());
  }
}
