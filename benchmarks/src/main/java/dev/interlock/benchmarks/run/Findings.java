package dev.interlock.benchmarks.run;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one fork has measured, by name. Not thread-safe. */
final class Findings {
  private final Map<String, Double> values = new TreeMap<>();

  Findings put(String name, double value) {
    values.put(name, value);
    return this;
  }

  /** Puts what each of so many steps took. */
  Findings perStep(Meter used, long steps) {
    return put("cpu-us", used.cpuNanos() / 1e3 / steps)
        .put("wall-us", used.wallNanos() / 1e3 / steps)
        .put("allocated", (double) used.allocatedBytes() / steps)
        .put("sent", (double) used.sentBytes() / steps);
  }

  Map<String, Double> values() {
    return values;
  }

  /** One line for each, as {@link Forks} reads them. */
  String lines() {
    var lines = new StringBuilder();
    values.forEach(
        (name, value) -> lines.append(String.format(Locale.ROOT, "= %s %.3f%n", name, value)));
    return lines.toString();
  }

  /** Reads such lines and passes over others. */
  static Map<String, Double> read(String lines) {
    var values = new TreeMap<String, Double>();
    for (var line : lines.lines().filter(one -> one.startsWith("= ")).toList()) {
      var words = line.split(" ", 3);
      values.put(words[1], Double.valueOf(words[2]));
    }
    return values;
  }
}
