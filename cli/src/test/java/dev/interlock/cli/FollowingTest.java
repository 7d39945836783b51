package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.screen.Screen;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FollowingTest {
  private static final RunId RUN = new RunId("k3v9a2b4c6d8e0f1g3h5j7k9m1");

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      mode = Mode.EXCLUDE,
      names = {"RUNNING", "WAITING_TIMER"})
  void a_run_that_will_not_move_by_itself_is_followed_no_further(Status status) {
    var run = new Seen(List.of(Status.RUNNING, Status.RUNNING, status));

    assertThat(following().follow(run)).isEqualTo(status);
    assertThat(run.looks).hasSize(3);
  }

  @Test
  void it_looks_seldomer_the_longer_a_run_takes_and_never_waits_without_a_bound() {
    var run =
        new Seen(
            List.of(
                Status.RUNNING,
                Status.RUNNING,
                Status.RUNNING,
                Status.RUNNING,
                Status.RUNNING,
                Status.COMPLETED));

    assertThat(following().follow(run)).isEqualTo(Status.COMPLETED);
    assertThat(run.looks.stream().map(Duration::toSeconds).toList())
        .containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
  }

  private static Following following() {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Following(new Screen(nowhere, false, 80), InstantSource.system());
  }

  private static final class Seen implements Run {
    private final Queue<Status> statuses;
    private final List<Duration> looks = new ArrayList<>();

    Seen(List<Status> statuses) {
      this.statuses = new ArrayDeque<>(statuses);
    }

    @Override
    public RunId id() {
      return RUN;
    }

    @Override
    public RunState state() {
      throw new UnsupportedOperationException("not looked at");
    }

    @Override
    public RunResult await(Duration atMost) {
      looks.add(atMost);
      return new RunResult(RUN, statuses.remove(), Optional.empty());
    }

    @Override
    public void park(String by, String reason) {
      throw new UnsupportedOperationException("not parked");
    }
  }
}
