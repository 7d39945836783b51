package dev.interlock.adapters.sql;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BellTest {
  private static final RunId RUN = run(1);

  @TempDir private Path folder = Path.of("set by JUnit");

  private Store here;
  private Store elsewhere;
  private Bell bell;

  @BeforeEach
  void open() throws IOException {
    here = open("here", Probe.NONE);
    elsewhere = open("elsewhere", Probe.NONE);
    bell = Bell.open(folder.resolve(Bell.FILE));
  }

  @AfterEach
  void close() {
    here.close();
    elsewhere.close();
  }

  @Test
  void who_drives_a_run_sees_every_letter_of_another_process() {
    try (var _ = here.journal().own(RUN).orElseThrow()) {
      for (var letter = 0; letter < 10; letter++) {
        assertThat(here.journal().inbox(RUN)).hasSize(letter);
        assertThat(here.journal().inbox(RUN)).hasSize(letter);
        assertThat(put(elsewhere, "letter-" + letter)).isTrue();
      }
      assertThat(here.journal().inbox(RUN)).hasSize(10);
    }
  }

  @Test
  void every_process_sees_the_switches_of_every_other() {
    var version = here.switches().read().version();
    assertThat(elsewhere.switches().read().version()).isEqualTo(version);
    var next = elsewhere.switches().stop(all());
    assertThat(here.switches().read().version()).isEqualTo(next).isGreaterThan(version);
    assertThat(here.switches().read().thrown()).hasSize(1);
    assertThat(elsewhere.switches().read().thrown()).hasSize(1);
  }

  @Test
  void who_drove_a_run_sees_at_once_that_another_process_took_it_over() {
    try (var mine = here.journal().own(RUN).orElseThrow()) {
      assertThat(here.journal().isLast(RUN, mine.epoch())).isTrue();
      assertThat(here.journal().isLast(RUN, mine.epoch())).isTrue();
      try (var theirs = elsewhere.journal().takeOver(RUN).orElseThrow()) {
        assertThat(here.journal().isLast(RUN, mine.epoch())).isFalse();
        assertThat(elsewhere.journal().isLast(RUN, theirs.epoch())).isTrue();
      }
    }
  }

  @Test
  void what_a_process_committed_before_it_died_is_seen_though_it_never_rang() throws IOException {
    Probe dying =
        point -> {
          if (point == Probe.Point.AFTER_SYNC) throw new IllegalStateException("the process died");
        };
    try (var _ = here.journal().own(RUN).orElseThrow();
        var doomed = open("doomed", dying)) {
      assertThat(here.journal().inbox(RUN)).isEmpty();
      assertThat(bell.rings()).isNotEqualTo(Bell.UNSETTLED);
      assertThatThrownBy(() -> put(doomed, "last")).isInstanceOf(JournalUnavailableException.class);

      assertThat(bell.rings()).isEqualTo(Bell.UNSETTLED);
      assertThat(here.journal().inbox(RUN)).hasSize(1);
      assertThat(put(elsewhere, "next")).isTrue();
      assertThat(bell.rings()).as("the next ring ends the one before").isPositive();
      assertThat(here.journal().inbox(RUN)).hasSize(2);
    }
  }

  @Test
  void nobody_asks_the_database_about_an_empty_inbox_while_nobody_rings() throws SQLException {
    try (var _ = here.journal().own(RUN).orElseThrow()) {
      assertThat(here.journal().inbox(RUN)).isEmpty();
      insertWithoutRinging();
      assertThat(here.journal().inbox(RUN)).as("of a run that is driven here").isEmpty();
      assertThat(elsewhere.journal().inbox(RUN)).as("of a run that is not").hasSize(1);
    }
    assertThat(here.journal().inbox(RUN)).as("of a run that was let go of").hasSize(1);
  }

  @Test
  void rings_end_in_any_order() {
    var first = bell.begin();
    var second = bell.begin();
    bell.end(second);
    assertThat(bell.rings()).isEqualTo(second);
    bell.end(first);
    assertThat(bell.rings()).isEqualTo(second);
  }

  private void insertWithoutRinging() throws SQLException {
    try (var session = Session.open(folder.resolve(SqliteStore.FILE))) {
      session.execute(
          "INSERT INTO inbox (run, request_id, body) SELECT id, 'r', x'00' FROM runs LIMIT 1");
    }
  }

  private static boolean put(Store store, String letter) {
    return store.journal().request(RUN, new RequestId(letter), new byte[] {1});
  }

  private static Thrown all() {
    return new Thrown(Kind.ALL, "", "test", new Signed("ann", "ann", Instant.EPOCH), false);
  }

  private Store open(String process, Probe probe) throws IOException {
    return SqliteStore.open(folder, RunLocks.guard(folder.resolve(process + ".open")), probe);
  }
}
