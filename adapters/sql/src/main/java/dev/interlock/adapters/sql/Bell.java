package dev.interlock.adapters.sql;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says whether a letter or a switch may have been written since somebody looked, without asking the
 * database: two counts in a file that every process maps which has the store open. Thread-safe.
 *
 * <p>Who writes a letter or a switch begins a ring while it holds SQLite's write lock, commits, and
 * ends the ring. As long as the counts of both are equal and the same, nothing was written. A
 * writer that dies in between leaves them unequal: then everybody looks into the database, until
 * the next ring makes them equal again.
 */
final class Bell {
  static final String FILE = "interlock.bell";

  /** Somebody may be writing: look. */
  static final long UNSETTLED = -1;

  private static final VarHandle COUNT = ValueLayout.JAVA_LONG.varHandle();
  private static final long BEGUN = 0;
  private static final long ENDED = Long.BYTES;

  private final MemorySegment counts;

  private Bell(MemorySegment counts) {
    this.counts = counts;
  }

  static Bell open(Path file) throws IOException {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Bell(channel.map(MapMode.READ_WRITE, 0, 2 * Long.BYTES, Arena.ofAuto()));
    }
  }

  /**
   * Returns how often it was rung, or {@link #UNSETTLED}. What is read from the database after a
   * count was returned holds for as long as that same count is returned.
   */
  long rings() {
    var ended = (long) COUNT.getVolatile(counts, ENDED);
    var begun = (long) COUNT.getVolatile(counts, BEGUN);
    return begun == ended ? ended : UNSETTLED;
  }

  /** Begins a ring. The caller holds the write lock and has not committed. */
  long begin() {
    return (long) COUNT.getAndAdd(counts, BEGUN, 1L) + 1;
  }

  /** Ends a ring, and those before it that nobody ended. What it announces is committed. */
  void end(long ring) {
    var ended = (long) COUNT.getVolatile(counts, ENDED);
    while (ended < ring) {
      ended = (long) COUNT.compareAndExchange(counts, ENDED, ended, ring);
    }
  }
}
