package dev.interlock.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.JournalUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  @Timeout(60)
  void a_sync_that_hangs_keeps_nobody_waiting_and_is_no_end() throws Exception {
    var recovered = new CountDownLatch(1);
    Probe hanging =
        point -> {
          if (point == Point.BEFORE_SYNC) await(recovered);
        };
    try (var session = Session.open(folder.resolve("db"));
        var writer =
            new GroupCommit(
                session, Bell.open(folder.resolve("bell")), hanging, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> writer.write(_ -> 1))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("unknown");
      assertThatThrownBy(() -> writer.write(_ -> 2))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("nothing was written");

      recovered.countDown();
      assertThat(written(writer)).isEqualTo(3);
    }
  }

  /** Tries until the writer has noticed that its sync has ended. */
  private static int written(GroupCommit writer) {
    while (true) {
      try {
        return writer.write(_ -> 3);
      } catch (JournalUnavailableException _) {
        Thread.onSpinWait();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
