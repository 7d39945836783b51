package dev.interlock.benchmarks.jmh;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Ring} for the table. */
public final class Parts {
  private Parts() {}

  /**
   * Returns what each part takes, in microseconds.
   *
   * @param forks how many processes for each
   */
  public static Map<String, Double> micros(int forks) {
    var options =
        new OptionsBuilder()
            .include(Ring.class.getName())
            .forks(forks)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    try {
      var micros = new TreeMap<String, Double>();
      for (var result : new Runner(options).run()) micros.put(name(result), score(result));
      return micros;
    } catch (RunnerException failure) {
      throw new IllegalStateException("JMH could not measure", failure);
    }
  }

  private static String name(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }
}
