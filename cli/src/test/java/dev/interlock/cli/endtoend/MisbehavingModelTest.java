package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Misbehaviour.CREDITED;
import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.look;
import static dev.interlock.cli.endtoend.Says.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model server that fails in every way that servers fail; the tool process is real. */
class MisbehavingModelTest {
  private static final Behaviour BUSY =
      Behaviour.status(429, Map.of("Retry-After", "1"), "{\"error\":{\"message\":\"slow down\"}}");
  private static final Behaviour EMPTY = Behaviour.reply("");
  private static final Behaviour CUT_SHORT = Behaviour.reply("I will cred").finishing("length");

  @TempDir Path folder;

  static Stream<Misbehaviour> passing() {
    return Stream.of(
        Misbehaviour.of("nothing: the run completes").says(look(), credit(), done()),
        Misbehaviour.of("429 with Retry-After, which is waited for")
            .says(BUSY, credit(), done())
            .shows("TOL-7")
            .besides((_, ended) -> {
              var waited = ended.entries().getLast().at();
              assertThat(Duration.between(ended.entries().getFirst().at(), waited))
                  .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }),
        Misbehaviour.of("500").says(refusal(500, "x"), credit(), done()).shows("TOL-5"),
        Misbehaviour.of("503 twice")
            .says(refusal(503, "x"), refusal(503, "x"), credit(), done())
            .shows("TOL-5"),
        Misbehaviour.of("no answer in time")
            .with("model.timeout=700ms")
            .says(Behaviour.hang(), credit(), done())
            .shows("CST-2"),
        Misbehaviour.of("an answer that drips without end")
            .with("model.timeout=700ms")
            .says(Behaviour.drip(), credit(), done())
            .shows("CST-2"),
        Misbehaviour.of("a connection cut before the answer")
            .says(Behaviour.cut(), credit(), done())
            .shows("TOL-5"),
        Misbehaviour.of("a connection cut within the answer")
            .says(credit(), Behaviour.cutInBody(), done())
            .shows("TOL-5"),
        Misbehaviour.of("an empty message").says(EMPTY, credit(), done()).shows("REL-1"),
        Misbehaviour.of("a message cut at its maximum length")
            .says(CUT_SHORT, credit(), done())
            .shows("CTX-5")
            .besides((desk, _) ->
                assertThat(desk.model.requests().get(1).body()).contains("Be much shorter")),
        Misbehaviour.of("calls cut at the maximum length, which are not performed")
            .says(credit().finishing("length"), credit(), done())
            .shows("CTX-5"),
        Misbehaviour.of("an answer that is not JSON")
            .says(Behaviour.rawBody("text/html", "<html>bad gateway"), credit(), done())
            .shows("REL-1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void what_passes_is_survived_and_the_effect_happens_once(Misbehaviour row) {
    row.does(CREDITED).happen(folder);
  }

  static Stream<Misbehaviour> lasting() {
    var twice = "model.attempts=2";
    return Stream.of(
            Misbehaviour.of("429 for ever").forEver(refusal(429, "x")).shows("TOL-7"),
            Misbehaviour.of("500 for ever").forEver(refusal(500, "x")).shows("TOL-5"),
            Misbehaviour.of("503 for ever").forEver(refusal(503, "x")).shows("TOL-5"),
            Misbehaviour.of("no answer, ever")
                .with("model.timeout=300ms")
                .forEver(Behaviour.hang())
                .shows("CST-2"),
            Misbehaviour.of("every connection cut").forEver(Behaviour.cut()).shows("TOL-5"),
            Misbehaviour.of("empty for ever").forEver(EMPTY).shows("REL-1"),
            Misbehaviour.of("cut at the maximum length for ever").forEver(CUT_SHORT).shows("CTX-5"))
        .map(row -> row.with(twice).besides((desk, _) -> asked(desk, 3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lasting")
  void what_lasts_fails_the_run_after_the_attempts_of_the_file(Misbehaviour row) {
    row.says(credit()).does(CREDITED).ends(Status.FAILED, 12).happen(folder);
  }

  static Stream<Misbehaviour> hopeless() {
    return Stream.of(
        Misbehaviour.of("a content filter")
            .forEver(Behaviour.reply("I").finishing("content_filter"))
            .shows("REL-1"),
        Misbehaviour.of("a key that is refused").forEver(refusal(401, "x")).shows("TOL-4"),
        Misbehaviour.of("a model that is not known").forEver(refusal(404, "x")).shows("TOL-9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hopeless")
  void what_no_second_attempt_would_mend_fails_the_run_at_once(Misbehaviour row) {
    row.says(credit())
        .does(CREDITED)
        .ends(Status.FAILED, 12)
        .besides((desk, _) -> asked(desk, 2))
        .happen(folder);
  }

  @Test
  void a_busy_common_pool_does_not_keep_the_answer_from_coming() {
    var enough = new CountDownLatch(1);
    var workers = ForkJoinPool.commonPool();
    for (var i = 0; i < workers.getParallelism(); i++) workers.execute(() -> hold(enough));
    try {
      Misbehaviour.of("an application that blocks").says(done()).happen(folder);
    } finally {
      enough.countDown();
    }
  }

  private static void hold(CountDownLatch enough) {
    try {
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void asked(Desk desk, int times) {
    assertThat(desk.model.requests()).hasSize(times);
  }
}
