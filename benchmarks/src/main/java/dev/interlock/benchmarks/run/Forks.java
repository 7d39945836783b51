package dev.interlock.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts each measurement in processes of its own, one after the other, and takes medians. */
final class Forks {
  private static final List<String> JVM =
      List.of(
          "-Xmx2g",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final int forks;
  private final List<String> times;

  /**
   * @param forks how many processes for each measurement
   * @param times how long they warm up and measure, as words for a fork
   */
  Forks(int forks, List<String> times) {
    this.forks = forks;
    this.times = List.copyOf(times);
  }

  int count() {
    return forks;
  }

  /**
   * Measures.
   *
   * @param words for {@link Fork}
   * @return the median of each thing that was found
   * @throws IllegalStateException if a process fails; what it said went to standard error
   */
  Measured measure(String... words) {
    System.err.println("measuring: " + String.join(" ", words));
    var found = new TreeMap<String, List<Double>>();
    for (var i = 0; i < forks; i++) {
      fork(words)
          .forEach((name, value) -> found.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }
    var medians = new TreeMap<String, Double>();
    found.forEach((name, values) -> medians.put(name, median(values)));
    return new Measured(medians);
  }

  /** Returns the middle one; of an even number the lower of the two. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  private Map<String, Double> fork(String... words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fork.class.getName()));
    command.addAll(List.of(words));
    command.addAll(times);
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var exit = process.waitFor();
      if (exit != 0) throw new IllegalStateException("a fork ended with " + exit + ": " + command);
      return Findings.read(said);
    } catch (IOException failure) {
      throw new IllegalStateException("cannot start " + command, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it measured", interrupted);
    }
  }
}
