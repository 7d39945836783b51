package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that nobody wants any more. */
class CancelTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_run_that_waits_for_a_person_is_cancelled_at_once_and_twice_is_safe() {
    desk.change("autonomy: bounded", "autonomy: assist");
    desk.model.then(Says.credit());
    var held = desk.run();
    assertThat(held.status()).isEqualTo("WAITING_APPROVAL");

    for (var again = 0; again < 2; again++) {
      var ended = desk.ended(cancel(held));
      assertThat(ended.exit()).isEqualTo(14);
      assertThat(ended.status()).isEqualTo("CANCELLED");
      assertThat(ended.text("reason")).isEqualTo("cancelled by ops");
      assertThat(ended.logged()).isEmpty();
    }
    assertThat(desk.say("approve", held.text("waiting[0].id")).exit()).isEqualTo(2);
    assertThat(desk.say("show", held.text("run")).out()).contains("ops cancelled the run");
    assertThat(desk.say("verify").exit()).isZero();
  }

  @Test
  void a_run_that_has_ended_is_not_cancelled() {
    desk.model.then(Says.done());
    var ended = desk.run();

    var said = desk.say("cancel", ended.text("run"));
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo("interlock: " + ended.text("run") + ": the run has ended; it is COMPLETED\n");
  }

  @Test
  void an_effect_under_way_is_accounted_for_before_the_run_ends() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"3000\", EFFECT_LOG:");
    desk.model.then(Says.credit());
    try (var process =
        CommandProcess.start(desk, Map.of(), "run", desk.file().toString(), Desk.GOAL, "--json")) {
      var _ = desk.awaitProcessOf(1);
      var run = (Value.Obj) desk.runs().items().getFirst();
      var id = run.get("run").orElseThrow().json().replace("\"", "");
      var cancelled = desk.ended(desk.say("cancel", id, "--json"));
      assertThat(cancelled.exit()).isEqualTo(14);
      assertThat(cancelled.status()).isEqualTo("CANCELLED");
      assertThat(process.said().exit()).isEqualTo(14);
      assertThat(cancelled.logged())
          .extracting(Deed::inWords)
          .containsExactly(Misbehaviour.CREDITED);
      Misbehaviour.sameAsJournaled(cancelled);
      assertThat(desk.model.requests()).hasSize(1);
    }
  }

  @Test
  void a_doubt_keeps_its_name_until_somebody_knows() {
    desk.change("EFFECT_LOG:", "EFFECT_DELAY_MILLIS: \"60000\", EFFECT_LOG:");
    desk.model.then(Says.notice());
    var doubtful = desk.run("tools[0].allow.notify_once.timeout=500ms");
    assertThat(doubtful.status()).isEqualTo("OUTCOME_UNKNOWN");

    for (var again = 0; again < 2; again++) {
      var waits = desk.ended(cancel(doubtful));
      assertThat(waits.exit()).isEqualTo(10);
      assertThat(waits.status()).isEqualTo("OUTCOME_UNKNOWN");
      assertThat(waits.text("waiting[0].kind")).isEqualTo("outcome");
    }
    var ended = desk.happened(doubtful, "{\"done\": true}");
    assertThat(ended.status()).isEqualTo("CANCELLED");
    assertThat(ended.exit()).isEqualTo(14);
    assertThat(desk.model.requests()).hasSize(1);
  }

  @Test
  void a_run_that_is_stopped_can_be_cancelled() {
    var _ = desk.say("runs");
    desk.model.then(Says.done());
    assertThat(desk.run().exit()).isZero();
    assertThat(desk.say("stop", "--all", "--reason", "fire").exit()).isZero();
    var paused = desk.run();
    assertThat(paused.status()).isEqualTo("PAUSED");
    assertThat(desk.ended(cancel(paused)).status()).isEqualTo("CANCELLED");
  }

  private Said cancel(Ended run) {
    return desk.say("cancel", run.text("run"), "--as", "ops", "--json");
  }
}
