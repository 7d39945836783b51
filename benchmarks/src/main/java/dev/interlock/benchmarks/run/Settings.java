package dev.interlock.benchmarks.run;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fork is told, as {@code key=value} words.
 *
 * @param values by key
 */
record Settings(Map<String, String> values) {
  Settings {
    values = Map.copyOf(values);
  }

  static Settings of(String... words) {
    var values = new TreeMap<String, String>();
    for (var word : words) {
      var at = word.indexOf('=');
      if (at < 1) throw new IllegalArgumentException("not key=value: " + word);
      values.put(word.substring(0, at), word.substring(at + 1));
    }
    return new Settings(values);
  }

  String text(String key) {
    var value = values.get(key);
    if (value == null) throw new IllegalArgumentException("which " + key + "? Have " + values);
    return value;
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  /** Reads a time in milliseconds. */
  Duration millis(String key) {
    return Duration.ofMillis(number(key));
  }
}
