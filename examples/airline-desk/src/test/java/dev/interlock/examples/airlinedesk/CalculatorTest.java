package dev.interlock.examples.airlinedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalculatorTest {

  @ParameterizedTest
  @CsvSource({
    "152 + 103, 255.0",
    "(350 - 122) * 2 + (499 - 127) * 2, 1200.0",
    "498 * 1.5, 747.0",
    "(136 - (94 + 80)) * 3, -114.0",
    "10 / 3, 3.33",
    "-(2 - 5) * 2, 6.0",
    "2.5 * 10000000, 25000000.0"
  })
  void it_counts_as_on_paper(String expression, String result) {
    assertThat(Calculator.result(expression)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "2 + x, invalid characters",
    "(2 + 3, invalid syntax",
    "2 + , invalid syntax",
    "1 / 0, division by zero"
  })
  void what_it_cannot_count_it_refuses(String expression, String reason) {
    assertThatThrownBy(() -> Calculator.result(expression))
        .hasMessageStartingWith("Error: ")
        .hasMessageContaining(reason);
  }
}
