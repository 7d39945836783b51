package dev.interlock.adapters.sql;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.run.RequestId;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.testkit.journal.SealedChain;
import dev.interlock.testkit.journal.TestDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes on one store. */
class TwoProcessesTest {
  private static final SqliteStoreProvider PROVIDER = new SqliteStoreProvider();

  /** Drives runs 1 and 2 and does what it is told. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      var store = PROVIDER.open(Path.of(arguments[0]), Probe.NONE);
      var one = TestDriver.of(store, run(1));
      var two = TestDriver.of(store, run(2));
      one.append("from the child");
      System.out.println("driving");
      var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var line = told.readLine(); line != null; line = told.readLine()) {
        switch (line) {
          case "append" -> append(one);
          case "inbox" -> System.out.println(store.journal().inbox(run(2)).size());
          case "let go" -> {
            two.close();
            System.out.println("let go");
          }
          case "open again" -> {
            assertThatThrownBy(() -> PROVIDER.open(Path.of(arguments[0]), Probe.NONE))
                .isInstanceOf(UserError.class);
            System.out.println("refused");
          }
          default -> throw new IllegalArgumentException(line);
        }
      }
    }

    private static void append(TestDriver driver) {
      try {
        driver.append("once more");
        System.out.println("appended");
      } catch (StaleEpochException _) {
        System.out.println("stale");
      }
    }
  }

  @Test
  @Timeout(120)
  void a_run_is_driven_by_one_process_until_it_lets_go_dies_or_is_fenced(@TempDir Path folder)
      throws InterruptedException {
    try (var child = ChildJvm.start(List.of(), Holder.class, folder);
        var store = PROVIDER.open(folder, Probe.NONE)) {
      child.expect("driving");
      var journal = store.journal();
      assertThat(journal.own(run(1))).isEmpty();
      assertThat(journal.own(run(2))).isEmpty();

      // A second opening there must not cost the child its locks.
      child.tell("open again");
      child.expect("refused");
      assertThat(journal.own(run(1))).isEmpty();

      child.tell("append");
      child.expect("appended");
      assertThat(journal.request(run(2), new RequestId("hello"), new byte[] {1})).isTrue();
      child.tell("inbox");
      child.expect("1");

      child.tell("let go");
      child.expect("let go");
      TestDriver.of(store, run(2)).close();

      var taken = journal.takeOver(run(1)).orElseThrow();
      assertThat(taken.epoch()).isEqualTo(2);
      child.tell("append");
      child.expect("stale");
      try (var driver = TestDriver.of(store, run(1), taken)) {
        driver.append("from the parent");
      }
      // The child has the lock still, and is fenced: here its lock says nothing any more.
      try (var again = TestDriver.of(store, run(1))) {
        assertThat(again.epoch()).isEqualTo(3);
      }

      child.kill();
      try (var driver = TestDriver.of(store, run(1))) {
        assertThat(driver.epoch()).isEqualTo(4);
        driver.append("after its death");
      }
      assertThat(SealedChain.verified(run(1), journal.read(run(1), 1)).sequence()).isEqualTo(4);
    }
  }
}
