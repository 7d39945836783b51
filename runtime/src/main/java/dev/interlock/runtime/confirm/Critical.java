package dev.interlock.runtime.confirm;

import java.util.List;

/**
 * An argument that the user must have confirmed.
 *
 * @param path where it is: {@code amount}, {@code lines[].price} for that of every line; what is
 *     not there needs no confirmation
 * @param kind how it is recognised
 * @param options of a {@link Kind#CHOICE}: the values that there are; else empty
 */
public record Critical(String path, Kind kind, List<String> options) {
  public Critical {
    options = List.copyOf(options);
  }

  /** What sort of value an argument is. */
  public enum Kind {
    /** A number, however it is written: {@code $1,234.50}, {@code 1234.5}, {@code three}. */
    AMOUNT,
    /** One of few values: {@code extra_large} is {@code extra large}, and is not {@code large}. */
    CHOICE,
    /** A day: {@code 2024-05-20}, {@code May 20th}, {@code 20 May 2024}. */
    DATE,
    /** A name or a number of something: it stands there as it is, but for case and punctuation. */
    NAME,
    /**
     * What people need not say literally: any record may tell it, unless another of its kind was
     * named. A record's other members name it too: {@code card ending in 7447}.
     */
    ID
  }

  public static Critical of(String path, Kind kind) {
    return new Critical(path, kind, List.of());
  }
}
