package dev.interlock.kernel.charter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much the runs of a process may ask of a tool: all together, and those of one tenant.
 *
 * @param concurrentMax how many calls may be under way at once; null for any number
 * @param rate how many calls may begin in a time; null for any number
 * @param circuit when the tool is left alone; null for {@link Circuit#DEFAULT}
 * @param tenant what the runs of one tenant may ask of it; null if no more is said
 */
public record Flow(
    @Nullable Integer concurrentMax,
    @Nullable Rate rate,
    @Nullable Circuit circuit,
    @Nullable Caps tenant) {

  /** Any number of calls, and a circuit as usual. */
  public static final Flow FREE = new Flow(null, null, null);

  public Flow {
    if (concurrentMax != null) Require.positive("concurrent-max", concurrentMax);
  }

  /** The same for every tenant. */
  public Flow(@Nullable Integer concurrentMax, @Nullable Rate rate, @Nullable Circuit circuit) {
    this(concurrentMax, rate, circuit, null);
  }

  /** Returns what all runs together may ask of the tool. */
  public Caps all() {
    return new Caps(concurrentMax, rate);
  }

  /** Returns what the runs of one tenant may ask of the tool. */
  public Caps ofTenant() {
    return tenant == null ? Caps.NONE : tenant;
  }

  /** Returns when the tool is left alone. */
  public Circuit circuitOrDefault() {
    return circuit == null ? Circuit.DEFAULT : circuit;
  }

  /**
   * How many calls there may be.
   *
   * @param concurrentMax how many may be under way at once; null for any number
   * @param rate how many may begin in a time; null for any number
   */
  public record Caps(@Nullable Integer concurrentMax, @Nullable Rate rate) {
    /** Any number. */
    public static final Caps NONE = new Caps(null, null);

    public Caps {
      if (concurrentMax != null) Require.positive("concurrent-max", concurrentMax);
    }
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
