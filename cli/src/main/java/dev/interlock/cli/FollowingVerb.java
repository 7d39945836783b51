package dev.interlock.cli;

import dev.interlock.cli.screen.ReportText;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.loop.Watcher;
import dev.interlock.views.approval.ApprovalsView;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the verbs share that set a run going and stay with it. */
abstract class FollowingVerb extends Verb {
  @Option(names = "--quiet", description = "Show no progress.")
  boolean quiet;

  /** Opens Interlock with progress on the screen, unless it is to be quiet. */
  final Interlock openWatched() {
    return watched(this::open);
  }

  /** The same for a folder that is there already. */
  final Interlock openExistingWatched() {
    return watched(this::openExisting);
  }

  private Interlock watched(Function<Watcher, Interlock> opened) {
    if (quiet) return opened.apply(Watcher.NONE);
    var watcher = new Progress(progress());
    var interlock = opened.apply(watcher);
    watcher.lookInto(interlock);
    return interlock;
  }

  /** Follows a run and returns where it stands then. */
  final Status follow(Interlock interlock, Run run, boolean interactive) {
    return follow(interlock, List.of(run), interactive).getFirst();
  }

  /** Follows runs, one after the other, and returns where each stands then. */
  final List<Status> follow(Interlock interlock, List<Run> runs, boolean interactive) {
    var following = new Following(terminal().side(), InstantSource.system());
    if (!runs.isEmpty()) following.parkOnCtrlC(runs, who().name());
    var questions = new Questions(progress(), terminal().in());
    return runs.stream()
        .map(run -> follow(interlock, run, following, interactive ? questions : null))
        .toList();
  }

  private Status follow(
      Interlock interlock, Run run, Following following, @Nullable Questions questions) {
    while (true) {
      var status = following.follow(run);
      if (questions == null || status != Status.WAITING_APPROVAL) return status;
      following.asking(true);
      var decided = asked(interlock, run, questions);
      following.asking(false);
      if (!decided) return status;
    }
  }

  /** Reports on a run: a document, or words. */
  final void report(Interlock interlock, Run run) {
    var view = Journals.view(interlock, run.id());
    if (json) print(view.json());
    else new ReportText(screen(), invocation()).show(view);
  }

  /** Returns whether the person decided anything. */
  private boolean asked(Interlock interlock, Run run, Questions questions) {
    var state = run.state();
    var by = who().principal(state.mandate().charter());
    var decided = false;
    for (var question : ApprovalsView.of(state).open()) {
      var request = questions.ask(question, by);
      if (request.isEmpty()) continue;
      var answer = interlock.ask(run.id(), request.get());
      if (!answer.done()) progress().line("That cannot be: " + answer.reason());
      decided |= answer.done();
    }
    return decided;
  }
}
