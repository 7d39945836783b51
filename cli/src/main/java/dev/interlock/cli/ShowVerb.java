package dev.interlock.cli;

import dev.interlock.cli.screen.DossierText;
import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.ReportText;
import dev.interlock.cli.screen.StoryText;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.json.Json;
import dev.interlock.views.Plain;
import dev.interlock.views.review.Dossier;
import dev.interlock.views.run.RunView;
import dev.interlock.views.trace.StoryView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock show",
    description =
        "Tells what happened in a run: as a story, entry by entry, or as the model saw it.")
final class ShowVerb extends Verb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Option(names = "--story", description = "In plain sentences (default).")
  boolean story;

  @Option(names = "--events", description = "Every entry of the journal, with its hash.")
  boolean events;

  @Option(
      names = "--brief",
      paramLabel = "N",
      description = "What the model was shown by the call whose permit is entry N.")
  @Nullable Long brief;

  @Option(
      names = "--dossier",
      description = "What a person needs who takes the run over: what was tried, found and done.")
  boolean dossier;

  @Override
  int call() {
    if (Stream.of(story, events, brief != null, dossier).filter(chosen -> chosen).count() > 1) {
      throw new UserError("one of them at a time", "--story, --events, --brief, --dossier", "");
    }
    try (var interlock = openExisting()) {
      var run = interlock.find(name);
      if (brief != null) new BriefText(this).show(interlock, run, brief);
      else if (events) showEvents(interlock, run);
      else if (dossier) showDossier(interlock, run);
      else showStory(interlock, run);
    }
    return Exits.OK;
  }

  private void showStory(Interlock interlock, RunId run) {
    var told = new StoryView();
    @Nullable RunView view = null;
    try (var entries = interlock.entries(run, 1)) {
      for (var all = entries.iterator(); all.hasNext(); ) {
        var entry = all.next();
        var _ = told.add(entry);
        if (view == null) view = new RunView(entry);
        else view.add(entry);
      }
    }
    if (view == null) throw new UserError("it has no entries", run.text(), "");
    if (json) {
      print(view.json().with("story", told.json()));
      return;
    }
    var text = new StoryText(screen(), true);
    told.lines().forEach(text::show);
    new ReportText(screen(), invocation()).show(view);
  }

  private void showDossier(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      var told = Dossier.of(entries.toList());
      if (json) print(told.json());
      else new DossierText(screen(), invocation()).show(told);
    }
  }

  private void showEvents(Interlock interlock, RunId run) {
    try (var entries = interlock.sealed(run, 1)) {
      if (json) {
        var documents = new ArrayList<Value>();
        entries.forEach(entry -> documents.add(document(entry)));
        print(Value.of(Map.of("run", Value.of(run.text()), "entries", Value.of(documents))));
      } else {
        entries.forEach(this::line);
      }
    }
  }

  private static Value.Obj document(SealedEntry entry) {
    return Value.of(
        Map.of(
            "sequence", Value.of(entry.sequence()),
            "at", Value.of(entry.at().toString()),
            "type", Value.of(entry.type()),
            "hash", Value.of(entry.hash().hex()),
            "event", Json.parse(entry.body())));
  }

  private void line(SealedEntry entry) {
    var number = Long.toString(entry.sequence());
    var margin = " ".repeat(Math.max(0, 5 - number.length())) + number + "  ";
    screen()
        .line(
            margin,
            entry.at() + "  " + Plain.line(entry.type(), 60) + "  " + entry.hash().brief(),
            Ink.BOLD);
    var body = Plain.line(new String(entry.body(), StandardCharsets.UTF_8), 600);
    screen().line("       ", body, Ink.DIM);
  }
}
