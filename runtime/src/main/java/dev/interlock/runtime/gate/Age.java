package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Freshness;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How old a result is. Its time is a text as RFC 3339 has it, or a number of seconds or
 * milliseconds since 1970, whichever gives a year of ours; in a header it may also be written as
 * HTTP does.
 */
record Age(Freshness freshness, Optional<ValuePath> path) {
  /** A tool's clock may be ahead of ours by no more. */
  private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  /** In seconds this is the year 5138, in milliseconds 1973. */
  private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

  /** The last second that can be told, of the year 9999. */
  private static final BigDecimal MILLIS_MAX = BigDecimal.valueOf(253_402_300_799_000L);

  static Age of(Freshness freshness) {
    var inHeader = freshness.asOf().startsWith(ResultTerms.HEADER);
    return new Age(freshness, inHeader ? Optional.empty() : ValuePath.parse(freshness.asOf()));
  }

  /** Returns what is wrong with the age of a result; empty if it is young enough. */
  Optional<Flaw> flaw(ResultContract.Reply reply) {
    var asOf = path.isPresent() ? path.get().in(reply.result()) : header(reply);
    if (asOf.isEmpty()) return unknown("there is nothing in " + freshness.asOf());
    var time = time(asOf.get());
    if (time.isEmpty()) return unknown(freshness.asOf() + " is no time: " + asOf.get().json());
    var age = Duration.between(time.get(), reply.at());
    if (age.compareTo(AHEAD_MAX.negated()) < 0) {
      return unknown(freshness.asOf() + " is " + time.get() + ", which is still to come");
    }
    return age.compareTo(freshness.within()) <= 0
        ? Optional.empty()
        : Optional.of(
            ResultContract.flaw(
                ResultFault.OUTDATED,
                "it is as of "
                    + time.get()
                    + ", "
                    + words(age)
                    + " ago; it may be "
                    + words(freshness.within())
                    + " old"));
  }

  private static Optional<Flaw> unknown(String why) {
    return Optional.of(
        ResultContract.flaw(ResultFault.AGE_UNKNOWN, "nobody knows how old it is: " + why));
  }

  private Optional<Value> header(ResultContract.Reply reply) {
    var name = freshness.asOf().substring(ResultTerms.HEADER.length()).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(reply.headers().get(name)).map(Value::of);
  }

  private Optional<Instant> time(Value value) {
    try {
      return switch (value) {
        case Value.Num(var number) -> epoch(number);
        case Value.Text(var text) -> Optional.of(parsed(text));
        case Value.Null _, Value.Bool _, Value.Arr _, Value.Obj _ -> Optional.empty();
      };
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private Instant parsed(String text) {
    return path.isEmpty() && text.contains(",")
        ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  private static Optional<Instant> epoch(BigDecimal number) {
    if (number.signum() < 0 || number.compareTo(MILLIS_MAX) > 0) return Optional.empty();
    var millis = number.compareTo(MILLIS_FROM) >= 0 ? number : number.movePointRight(3);
    return Optional.of(
        Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact()));
  }

  /** As in {@code 1h5m}: the two greatest units. */
  private static String words(Duration time) {
    if (time.toDays() > 0) return time.toDays() + "d" + time.toHoursPart() + "h";
    if (time.toHours() > 0) return time.toHours() + "h" + time.toMinutesPart() + "m";
    if (time.toMinutes() > 0) return time.toMinutes() + "m" + time.toSecondsPart() + "s";
    return time.toMillis() < 1000 ? time.toMillis() + "ms" : time.toSeconds() + "s";
  }
}
