package dev.interlock.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void nothing_more_happens_to_a_run_in_six_of_its_statuses() {
    assertThat(Arrays.stream(Status.values()).filter(Status::ended))
        .containsExactly(
            Status.COMPLETED,
            Status.ESCALATED,
            Status.FAILED,
            Status.STOPPED,
            Status.CANCELLED,
            Status.ROLLED_BACK);
  }
}
