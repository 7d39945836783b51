package dev.interlock.testkit.gallery;

import dev.interlock.testkit.gallery.Case.Form;
import dev.interlock.testkit.gallery.Naive.Verdict;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Drives the other side: LangChain4j's tool loop, in a process of its own. */
final class NaiveSide {
  static final Seen NOTHING = new Seen(false, "", List.of(), List.of(), 0, 0, 0, 0);

  private final Stage stage;

  private NaiveSide(Stage stage) {
    this.stage = stage;
  }

  static Naive play(Case one) {
    if (!Naive.applies(one)) return new Naive(Verdict.NOT_APPLICABLE, NOTHING, "");
    try (var stage = new Stage(one)) {
      return Naive.of(one, new NaiveSide(stage).play());
    }
  }

  private Seen play() {
    switch (stage.one().plot()) {
      case STRAIGHT,
          FROZEN_AND_TAKEN_OVER,
          KILLED_AND_REWRITTEN,
          ALLOWED_TOO_LATE,
          VISITED,
          REGRETTED,
          JOURNAL_REWRITTEN -> {}
      case KILLED_IN_A_DEED -> killedWhen(() -> !stage.shop().deeds().isEmpty());
      case KILLED_BETWEEN_TURNS -> killedWhen(() -> stage.model().requests().size() >= 2);
    }
    var process = start();
    var ended = stage.watch().until(() -> !process.isAlive());
    var said = ended ? said() : "still running when we stopped it";
    var seen = stage.watch().seen(ended, said);
    Stage.kill(process);
    return seen;
  }

  /** It has no memory of its own: whoever goes on after a crash asks again. */
  private void killedWhen(BooleanSupplier there) {
    var process = start();
    var got = stage.watch().until(() -> there.getAsBoolean() || !process.isAlive());
    Stage.kill(process);
    if (!got || !there.getAsBoolean()) {
      throw new IllegalStateException(
          "it did not get to where it is to be killed: " + stage.said());
    }
    stage.watchAnew();
  }

  private Process start() {
    var form = stage.one().naive() == Form.DECISION ? "decision" : "text";
    return stage.start(
        NaiveAgent.class, stage.model().baseUrl(), stage.shop().url(), form, stage.one().goal());
  }

  private String said() {
    return stage
        .said()
        .lines()
        .filter(line -> line.startsWith(NaiveAgent.ANSWER) || line.startsWith(NaiveAgent.ERROR))
        .findFirst()
        .orElse("it ended without a word");
  }
}
