package dev.interlock.kernel.charter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much all runs of a process together may ask of a tool.
 *
 * @param concurrentMax how many calls may be under way at once; null for any number
 * @param rate how many calls may begin in a time; null for any number
 * @param circuit when the tool is left alone; null for {@link Circuit#DEFAULT}
 */
public record Flow(
    @Nullable Integer concurrentMax, @Nullable Rate rate, @Nullable Circuit circuit) {

  /** Any number of calls, and a circuit as usual. */
  public static final Flow FREE = new Flow(null, null, null);

  public Flow {
    if (concurrentMax != null) Require.positive("concurrent-max", concurrentMax);
  }

  /** Returns when the tool is left alone. */
  public Circuit circuitOrDefault() {
    return circuit == null ? Circuit.DEFAULT : circuit;
  }

  /**
   * At most so many calls begin within any stretch of so long a time.
   *
   * @param calls how many
   * @param per how long
   */
  public record Rate(int calls, Duration per) {
    public Rate {
      Require.positive("rate-max", calls);
      Require.positive("rate-max", per);
    }
  }

  /**
   * A tool that failed so often in a row is left alone for so long.
   *
   * @param failures how often, without an answer in between
   * @param rest how long
   */
  public record Circuit(int failures, Duration rest) {
    /** Five failures, half a minute. */
    public static final Circuit DEFAULT = new Circuit(5, Duration.ofSeconds(30));

    public Circuit {
      Require.positive("circuit", failures);
      Require.positive("circuit", rest);
    }
  }
}
