package dev.interlock.testkit.campaign;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What a campaign is to do.
 *
 * @param from the first seed
 * @param seeds how many, from 1 to a thousand million
 * @param lanes how many worlds are run side by side
 * @param page where the result is written
 * @param checkpoint where it is noted how far the campaign has come
 * @param resume whether it goes on where the checkpoint says
 */
record Plan(long from, long seeds, int lanes, Path page, Path checkpoint, boolean resume) {
  private static final long SEEDS_MAX = 1_000_000_000;
  private static final long SEEDS_DEFAULT = 1_000_000;
  private static final int LANES_MAX = 1_024;

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if a property is no number or out of its range, and says which
   */
  static Plan read(Properties properties) {
    var cores = Runtime.getRuntime().availableProcessors();
    return new Plan(
        number(properties, "interlock.from", 0, 0, Long.MAX_VALUE - SEEDS_MAX),
        number(properties, "interlock.seeds", SEEDS_DEFAULT, 1, SEEDS_MAX),
        (int) number(properties, "interlock.lanes", cores, 1, LANES_MAX),
        Path.of(properties.getProperty("interlock.page", "simulation.md")),
        Path.of(properties.getProperty("interlock.checkpoint", "simulation.checkpoint")),
        Boolean.parseBoolean(properties.getProperty("interlock.resume", "false")));
  }

  /** The seed after the last. */
  long end() {
    return from + seeds;
  }

  private static long number(Properties from, String name, long usual, long least, long most) {
    var text = from.getProperty(name, "").strip();
    if (text.isEmpty()) return usual;
    try {
      var number = Long.parseLong(text.replace("_", ""));
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "-D" + name + "=" + text + ": expected a whole number", notOne);
    }
    throw new IllegalArgumentException(
        "-D" + name + "=" + text + ": expected " + least + " to " + most);
  }
}
