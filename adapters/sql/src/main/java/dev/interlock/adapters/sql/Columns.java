package dev.interlock.adapters.sql;

import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** What a value of ours is in a column. */
final class Columns {
  /** How many bits of a place hold the sequence; the rest holds the run. */
  private static final int SEQUENCE_BITS = 32;

  private static final long SEQUENCE_MAX = (1L << SEQUENCE_BITS) - 1;

  private Columns() {}

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static byte[] bytes(Digest digest) {
    return HexFormat.of().parseHex(digest.hex());
  }

  static Digest digest(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  /** The key of a row that belongs to run {@code id} and has a number within it. */
  static long place(long id, long sequence) {
    if (sequence < 0 || sequence > SEQUENCE_MAX) {
      throw new IllegalArgumentException("sequence " + sequence + " of at most " + SEQUENCE_MAX);
    }
    return id << SEQUENCE_BITS | sequence;
  }

  /** The last key that a row of run {@code id} can have. */
  static long lastPlace(long id) {
    return place(id, SEQUENCE_MAX);
  }

  static long sequence(long place) {
    return place & SEQUENCE_MAX;
  }
}
