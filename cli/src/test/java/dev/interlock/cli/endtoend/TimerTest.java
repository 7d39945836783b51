package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that asks to be left alone for a while. */
class TimerTest {
  private static final String BUSY = "{\"error\":{\"message\":\"busy\",\"type\":\"x\"}}";

  @TempDir Path folder;

  @Test
  void a_short_while_is_waited_for() {
    try (var desk = new Desk(folder)) {
      desk.model.then(busyFor("1"), Says.done());
      var ended = desk.run();
      assertThat(ended.status()).isEqualTo("COMPLETED");
      assertThat(ended.exit()).isZero();
      var permits = ended.entries().stream().filter(TimerTest::isPermit).toList();
      assertThat(Duration.between(permits.get(0).at(), permits.get(1).at()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_long_while_is_a_wait_with_a_name_and_resume_before_it_is_over_asks_nobody() {
    try (var desk = new Desk(folder)) {
      desk.model.then(busyFor("600"));
      var waits = desk.run();
      assertThat(waits.status()).isEqualTo("WAITING_TIMER");
      assertThat(waits.exit()).isEqualTo(10);
      assertThat(waits.text("waiting[0].kind")).isEqualTo("timer");
      assertThat(Instant.parse(waits.text("waiting[0].until")))
          .isAfter(Instant.now().plusSeconds(400));

      var again = desk.ended(desk.say("resume", waits.text("run"), "--json"));
      assertThat(again.status()).isEqualTo("WAITING_TIMER");
      assertThat(again.exit()).isEqualTo(10);
      assertThat(desk.model.requests()).hasSize(1);
    }
  }

  private static boolean isPermit(Entry entry) {
    return entry.event() instanceof Event.CommandPermitted;
  }

  private static Behaviour busyFor(String seconds) {
    return Behaviour.status(429, Map.of("Retry-After", seconds), BUSY);
  }
}
