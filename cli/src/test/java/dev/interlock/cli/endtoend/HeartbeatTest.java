package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.call;
import static dev.interlock.cli.endtoend.Says.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.model.Completion;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real tool process that works for long, or stops in the middle. */
class HeartbeatTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(50);

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void a_desk_opens() {
    desk = new Desk(folder);
  }

  @AfterEach
  void the_desk_closes() {
    desk.close();
  }

  @Test
  void a_read_that_stops_giving_signs_of_life_fails_long_before_its_timeout() {
    works("effect: read, attempts: 2");
    desk.model.then(work(2, 20, 120_000), done());
    var began = System.nanoTime();

    var ended = desk.run();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT);
    assertThat(ended.leaves()).containsExactly("TOL-1");
    assertThat(ended.text("cost.toolCalls")).isEqualTo("2");
    assertThat(desk.model.requests().get(1).body())
        .contains("it stopped giving signs of life after ", "; the last said: step 2 of 2");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void an_effect_that_stops_is_in_doubt_and_a_person_is_asked() {
    works("effect: once, risk: write");
    desk.model.then(work(1, 20, 120_000));

    var waits = desk.run();

    assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(waits.leaves()).containsExactly("RUN-1");
    desk.model.then(done());
    assertThat(desk.happened(waits, "{\"steps\": 1}").exit()).isZero();
  }

  @Test
  void a_tool_that_goes_on_is_waited_for_and_its_signs_do_not_lengthen_the_journal() {
    works("effect: read");
    desk.model.then(work(12, 200, 0), done());
    var busy = desk.run();
    desk.model.then(work(1, 0, 0), done());
    var brief = desk.run();

    assertThat(busy.exit()).as("%s", busy.json().json()).isZero();
    assertThat(busy.leaves()).isEmpty();
    assertThat(busy.entries()).hasSameSizeAs(brief.entries());
  }

  @Test
  void a_method_without_a_heartbeat_is_refused_before_anything_runs() {
    desk.add(
        "  - java: { class: dev.interlock.cli.Desk$Ledger, allow: { balance: { effect: read,"
            + " timeout: 5s, heartbeat: 1s } } }");

    var refused = desk.refused();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "interlock: teller: the tool 'balance' has a heartbeat and cannot give any sign of life"
                + " (a Java method takes a Heartbeat beside its record, a server of mcp reports"
                + " progress; otherwise remove heartbeat)\n");
    assertThat(desk.model.requests()).isEmpty();
  }

  @Test
  void check_says_when_a_call_is_taken_for_hung() {
    works("effect: read");
    assertThat(desk.say("check", desk.file().toString()).out())
        .contains("work is given up after 2s without a sign of life", "its server must report");
  }

  private void works(String terms) {
    desk.change(
        "      die:",
        "      work: { "
            + terms
            + ", timeout: "
            + TIMEOUT.toSeconds()
            + "s, heartbeat: 2s }\n      die:");
  }

  private static Completion work(int steps, int every, int silent) {
    return call(
        "work",
        "{\"steps\":"
            + steps
            + ",\"every_millis\":"
            + every
            + ",\"silent_millis\":"
            + silent
            + "}");
  }
}
