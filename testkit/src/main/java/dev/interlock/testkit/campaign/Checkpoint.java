package dev.interlock.testkit.campaign;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.sim.Coverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Properties;

/**
 * How far a campaign has come, as it stands in a file.
 *
 * @param code the fingerprint of the code that ran
 * @param from the first seed
 * @param next the first seed that has not been settled
 * @param took how long it has run so far
 * @param tally of the seeds before {@code next}
 */
record Checkpoint(String code, long from, long next, Duration took, Tally tally) {
  private static final String STATUS = "status.";
  private static final String COUNT = "count.";

  /** The beginning of a campaign. */
  static Checkpoint none(String code, long from) {
    return new Checkpoint(code, from, from, Duration.ZERO, new Tally());
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if there is none, it cannot be understood, or it is of other
   *     code or another first seed; says which
   */
  static Checkpoint read(Path file, String code, long from) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no campaign to go on with");
    }
    var read = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var checkpoint = parse(file, read);
    if (!checkpoint.code.equals(code)) {
      throw new IllegalArgumentException(
          file + ": the code has changed since; start anew, without -Dinterlock.resume");
    }
    if (checkpoint.from != from) {
      throw new IllegalArgumentException(
          file + ": that campaign began at seed " + checkpoint.from + ", not " + from);
    }
    return checkpoint;
  }

  private static Checkpoint parse(Path file, Properties read) {
    try {
      var statuses = new EnumMap<Status, Long>(Status.class);
      var counts = new HashMap<String, Long>();
      for (var name : read.stringPropertyNames()) {
        if (name.startsWith(STATUS)) {
          statuses.put(Status.valueOf(name.substring(STATUS.length())), number(read, name));
        } else if (name.startsWith(COUNT)) {
          counts.put(name.substring(COUNT.length()), number(read, name));
        }
      }
      var from = number(read, "from");
      var next = number(read, "next");
      var tally =
          new Tally(
              next - from,
              number(read, "entries"),
              number(read, "effects"),
              statuses,
              Coverage.of(counts));
      var took = Duration.ofMillis(number(read, "millis"));
      return new Checkpoint(read.getProperty("code", ""), from, next, took, tally);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          file + ": not a checkpoint that can be read (" + unreadable.getMessage() + ")",
          unreadable);
    }
  }

  private static long number(Properties read, String name) {
    var text = read.getProperty(name);
    if (text == null) throw new IllegalArgumentException(name + " is missing");
    return Long.parseLong(text);
  }

  /** Writes the file whole, or leaves the one before it as it is. */
  void write(Path file) {
    var written = new Properties();
    written.setProperty("code", code);
    written.setProperty("from", Long.toString(from));
    written.setProperty("next", Long.toString(next));
    written.setProperty("millis", Long.toString(took.toMillis()));
    written.setProperty("entries", Long.toString(tally.entries()));
    written.setProperty("effects", Long.toString(tally.effects()));
    tally
        .statuses()
        .forEach((status, count) -> written.setProperty(STATUS + status, count.toString()));
    tally
        .coverage()
        .all()
        .forEach((what, count) -> written.setProperty(COUNT + what, count.toString()));
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var writer = Files.newBufferedWriter(beside)) {
        written.store(writer, null);
      }
      var _ =
          Files.move(
              beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
