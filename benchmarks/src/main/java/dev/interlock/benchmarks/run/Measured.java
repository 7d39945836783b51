package dev.interlock.benchmarks.run;

import java.util.Map;

/**
 * The medians of one measurement.
 *
 * @param values by name, as {@link Findings} has them
 */
record Measured(Map<String, Double> values) {
  Measured {
    values = Map.copyOf(values);
  }

  double get(String name) {
    var value = values.get(name);
    if (value == null) throw new IllegalArgumentException("no " + name + " among " + values);
    return value;
  }

  /** CPU of one step, in microseconds. */
  double cpu() {
    return get("cpu-us");
  }
}
