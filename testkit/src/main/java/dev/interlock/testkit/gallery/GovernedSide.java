package dev.interlock.testkit.gallery;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.views.run.RunView;
import dev.interlock.views.trace.StoryLine;
import dev.interlock.views.trace.StoryView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Drives Interlock's side of a case, with its control or without. */
final class GovernedSide {
  /** After a crash Interlock first waits until what may have begun must be over. */
  private static final Duration RECOVERY = Duration.ofSeconds(15);

  private final Stage stage;
  private final Case one;
  private final boolean controlled;
  private final AgentText agent;

  private @Nullable RunId run;
  private @Nullable Digest noted;
  private long broken;

  private GovernedSide(Stage stage, boolean controlled) {
    this.stage = stage;
    this.one = stage.one();
    this.controlled = controlled;
    this.agent =
        !controlled && one.control() instanceof Control.Setting(_, var on, var off)
            ? one.agent().with(on, off)
            : one.agent();
  }

  /** How it went. */
  record Played(Status status, Seen seen, List<Long> evidence, List<String> told, String lacking) {}

  /**
   * Plays a case.
   *
   * @param controlled whether its control is on
   */
  static Played play(Case one, boolean controlled) {
    try (var stage = new Stage(one)) {
      return new GovernedSide(stage, controlled).play();
    }
  }

  private Played play() {
    switch (one.plot()) {
      case STRAIGHT -> straight();
      case KILLED_IN_A_DEED -> killed(() -> !stage.shop().deeds().isEmpty());
      case KILLED_BETWEEN_TURNS -> killed(() -> stage.model().requests().size() >= 2);
      case FROZEN_AND_TAKEN_OVER -> takenOver();
      case KILLED_AND_REWRITTEN -> killedAndRewritten();
      case ALLOWED_TOO_LATE -> {
        straight();
        new LateYes(Objects.requireNonNull(run), options()).say();
      }
      case VISITED -> {
        straight();
        visited();
      }
      case REGRETTED -> {
        straight();
        regret();
      }
      case JOURNAL_REWRITTEN -> {
        straight();
        rewrite();
      }
    }
    return played();
  }

  private Options options() {
    var options = Options.in(stage.data());
    return !controlled && one.control() instanceof Control.Gate(var name)
        ? options.withoutGate(name)
        : options;
  }

  private void straight() {
    try (var interlock = Interlock.open(options())) {
      var started =
          interlock.start(Agent.load(stage.agent(agent)), one.goal(), Principal.of("ann", "clerk"));
      run = started.id();
      var _ = stage.watch().until(() -> isSettled(started));
      if (!isSettled(started)) started.park("gallery", "the window is over");
    }
  }

  private static boolean isSettled(Run started) {
    return settled(started.state().status());
  }

  private static boolean settled(Status status) {
    return status.ended()
        || status == Status.WAITING_APPROVAL
        || status == Status.OUTCOME_UNKNOWN
        || status == Status.PAUSED;
  }

  private void killed(BooleanSupplier there) {
    kill(there);
    if (!controlled && one.control() instanceof Control.Step) {
      straight(); // whoever has no journal begins again
      return;
    }
    goOn();
  }

  private void goOn() {
    try (var interlock = Interlock.open(options())) {
      run = onlyRun(interlock);
      for (var taken : interlock.resume(run).stream().toList()) {
        var _ = taken.await(RECOVERY);
      }
    }
  }

  /** Without the digest nothing tells: then it is rewritten too. */
  private void killedAndRewritten() {
    kill(() -> !stage.shop().requests().isEmpty());
    Rewriter.swap(stage.data(), Map.of("\"cents\":4000", "\"cents\":40000"));
    if (!controlled) {
      var was = LateYes.digest(Shop.PAID);
      Rewriter.swap(stage.data(), Map.of(was.hex(), LateYes.digest(10 * Shop.PAID).hex()));
    }
    try {
      goOn();
    } catch (JournalCorruptException stopped) {
      broken = verified(Optional.empty());
    }
  }

  private void kill(BooleanSupplier there) {
    var process = child();
    var got = stage.watch().until(() -> there.getAsBoolean() || !process.isAlive());
    Stage.kill(process);
    if (!got || !there.getAsBoolean()) {
      throw new IllegalStateException(
          "it did not get to where it is to be killed: " + stage.said());
    }
    stage.watchAnew();
  }

  private Process child() {
    return stage.start(
        CrashingAgent.class, stage.data().toString(), stage.agent(agent).toString(), one.goal());
  }

  private static RunId onlyRun(Interlock interlock) {
    return interlock.runs(new RunIndex.Query(null, null, false, null, 2)).getFirst().run();
  }

  private void takenOver() {
    var process = child();
    var _ = stage.watch().until(() -> !stage.shop().requests().isEmpty() || !process.isAlive());
    signal("-STOP", process);
    stage.watchAnew();
    try (var interlock = Interlock.open(options())) {
      run = onlyRun(interlock);
      if (controlled) {
        var _ = interlock.takeOver(run).await(RECOVERY);
      } else {
        var _ = interlock.resume(run); // it seems to be alive, and is left alone
      }
      signal("-CONT", process);
      if (controlled) Stage.awaitEnd(process);
      else Stage.kill(process);
    }
  }

  private static void signal(String signal, Process process) {
    try {
      var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
      Stage.awaitEnd(kill);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Without the control there may be nothing left to come for. */
  private void visited() {
    try (var interlock = Interlock.open(options())) {
      var waiting = interlock.run(Objects.requireNonNull(run));
      one.visit().to(new Visit.Door(interlock, waiting));
    }
  }

  /** Without a compensation there is nothing to be had by asking. */
  private void regret() {
    var id = Objects.requireNonNull(run);
    try (var interlock = Interlock.open(options())) {
      var _ = interlock.rollback(id, Principal.of("bob", "lead"));
      var _ = interlock.run(id).await(RECOVERY);
    }
  }

  private void rewrite() {
    var id = Objects.requireNonNull(run);
    try (var interlock = Interlock.open(options());
        var sealed = interlock.sealed(id, 1)) {
      noted = sealed.reduce((_, last) -> last).orElseThrow().hash();
    }
    Rewriter.cutLast(stage.data());
    broken = verified(controlled ? Optional.ofNullable(noted) : Optional.empty());
  }

  /** The entry that is not as it was; 0 if none is. */
  private long verified(Optional<Digest> exported) {
    try (var interlock = Interlock.open(options())) {
      return interlock
          .verify(Objects.requireNonNull(run), exported)
          .broken()
          .map(difference -> difference.entry())
          .orElse(0L);
    }
  }

  private Played played() {
    try (var interlock = Interlock.open(options())) {
      var entries = entries(interlock);
      var view = RunView.of(entries);
      var settled = settled(view.status());
      var seen = stage.watch().seen(settled, said(view)).costing(view.cost().usdMicros());
      var evidence =
          broken > 0
              ? List.of(broken)
              : entries.stream().filter(one.shows()).map(Entry::sequence).toList();
      var told = StoryView.of(entries).lines().stream().map(GovernedSide::line).toList();
      return new Played(
          view.status(), seen, evidence, told, lacking(view.status(), seen, evidence));
    }
  }

  private List<Entry> entries(Interlock interlock) {
    try (var all = interlock.entries(Objects.requireNonNull(run), 1)) {
      return all.takeWhile(entry -> !cannotBeFolded(entry)).toList();
    }
  }

  /** What cannot be folded is not: it stands in the journal all the same. */
  private boolean cannotBeFolded(Entry entry) {
    return one.plot() == Plot.KILLED_AND_REWRITTEN && broken > 0 && entry.sequence() >= broken;
  }

  private static String said(RunView view) {
    return view.output().map(output -> output.json()).or(view::reason).orElse(view.status().name());
  }

  private static String line(StoryLine line) {
    return line.entry() + "  " + line.text();
  }

  /** Why it does not count as contained; empty if it does. */
  private String lacking(Status status, Seen seen, List<Long> evidence) {
    var harm = one.harm().apply(seen);
    if (!harm.isEmpty()) return harm;
    if (!one.ends().contains(status)) return "the run is " + status;
    return evidence.isEmpty() ? "no entry shows it" : "";
  }
}
