package dev.interlock.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({"0, 0.00 USD", "250000, 0.25 USD", "475, 0.000475 USD", "1234500000, 1234.50 USD"})
  void money_has_two_decimals_and_all_that_count(long micros, String words) {
    assertThat(Amounts.usd(micros)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "12, 12 ms",
    "1000, 1 s",
    "1234, 1.2 s",
    "125000, 2 min 5 s",
    "120000, 2 min",
    "12000000, 3 h 20 min",
    "180000000, 2 d 2 h"
  })
  void time_is_told_in_its_two_largest_units(long millis, String words) {
    assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 calls", "1, 1 call", "12345, '12,345 calls'"})
  void things_are_counted_in_singular_and_plural(long number, String words) {
    assertThat(Amounts.count(number, "call")).isEqualTo(words);
  }
}
