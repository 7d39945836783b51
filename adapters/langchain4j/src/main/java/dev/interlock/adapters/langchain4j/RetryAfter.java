package dev.interlock.adapters.langchain4j;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to be left alone: {@code retry-after-ms} (OpenAI, Azure), or {@code
 * Retry-After} in seconds or as a date (RFC 9110, 10.2.3). A date counts from the server's own
 * {@code Date}, so that its clock need not agree with this machine's.
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Returns null if the server did not say, or said nothing that can be read; at most a day. */
  static @Nullable Duration of(HttpHeaders headers, InstantSource clock) {
    var millis = headers.firstValue("retry-after-ms").map(String::strip).orElse("");
    if (isNumber(millis)) return bounded(scaled(millis, 0));
    var said = headers.firstValue("retry-after").map(String::strip).orElse("");
    if (isNumber(said)) return bounded(scaled(said, 3));
    var until = date(said);
    if (until == null) return null;
    var now = date(headers.firstValue("date").orElse(""));
    return bounded(Duration.between(now == null ? clock.instant() : now, until));
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,12}(\\.\\d{1,9})?");
  }

  private static Duration scaled(String number, int places) {
    return Duration.ofMillis(new BigDecimal(number).movePointRight(places).longValue());
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
