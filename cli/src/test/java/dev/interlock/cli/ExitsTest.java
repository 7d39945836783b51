package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitsTest {

  @ParameterizedTest
  @CsvSource({
    "COMPLETED, 0", "RUNNING, 10", "OUTCOME_UNKNOWN, 10", "PAUSED, 10", "WAITING_APPROVAL, 10",
    "WAITING_USER, 10", "WAITING_CHILD, 10", "WAITING_TIMER, 10", "ESCALATED, 11", "FAILED, 12",
    "STOPPED, 13", "CANCELLED, 14", "ROLLED_BACK, 15"
  })
  void every_status_has_the_exit_code_of_the_contract(Status status, int code) {
    assertThat(Exits.of(status)).isEqualTo(code);
  }
}
