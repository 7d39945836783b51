package dev.interlock.runtime.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110,
 * 10.2.3). A date counts from the server's own {@code Date}; one without it is not understood.
 */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Returns null if the server did not say, or said nothing that can be read; at most a day. */
  public static @Nullable Duration of(HttpHeaders headers) {
    var said = headers.firstValue("retry-after").map(String::strip).orElse("");
    if (said.matches("\\d{1,9}")) return bounded(Duration.ofSeconds(Long.parseLong(said)));
    var until = date(said);
    var now = date(headers.firstValue("date").orElse(""));
    return until == null || now == null ? null : bounded(Duration.between(now, until));
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) return Duration.ZERO;
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
