package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.loop.Verifier.Broken;
import dev.interlock.runtime.loop.Verifier.Verification;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock verify",
    description =
        "Proves offline that journals are whole and that their rulings come out the same.",
    footer = {
      "",
      "Whoever can rewrite the whole store leaves nothing to be seen here: note the head elsewhere"
          + " and",
      "compare it with --head.",
      "Exit codes: 0 it holds, 1 it does not, 3 it could not be verified."
    })
final class VerifyVerb extends Verb {
  private static final int PAGE = 200;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|FILE",
      description =
          "Its id, or the beginning of it, or an exported journal; without it, every run.")
  @Nullable String name;

  @Option(names = "--head", paramLabel = "HASH", description = "The last hash, as noted elsewhere.")
  @Nullable String head;

  @Override
  int call() {
    if (head != null && name == null) throw new UserError("of which run?", "--head", "give RUN");
    var exported = Optional.ofNullable(head).map(text -> Given.digest(text, "--head"));
    var file = file();
    if (file.isPresent()) return verify(file.get(), exported);
    if (name == null && blank()) {
      if (!json) screen().line("No runs.");
      return done(List.of(), Exits.OK);
    }
    try (var interlock = openExisting()) {
      var runs = name == null ? all(interlock) : List.of(interlock.find(name));
      return verify(interlock, runs, exported);
    }
  }

  /** The file that is meant, if one of that name is there. */
  private Optional<Path> file() {
    try {
      return Optional.ofNullable(name).map(Path::of).filter(Files::isRegularFile);
    } catch (InvalidPathException noFile) {
      return Optional.empty();
    }
  }

  private int verify(Path file, Optional<Digest> exported) {
    var proved = Interlock.verify(file, exported);
    if (!json) show(proved);
    return done(
        List.of(document(proved)), proved.broken().isPresent() ? Exits.FAILED_ITSELF : Exits.OK);
  }

  private int verify(Interlock interlock, List<RunId> runs, Optional<Digest> exported) {
    var proved = new ArrayList<Value>();
    for (var run : runs) {
      @Nullable Verification verification;
      try {
        verification = interlock.verify(run, exported);
      } catch (UserError wrong) {
        throw wrong;
      } catch (RuntimeException unable) {
        return unable(run, unable);
      }
      proved.add(document(verification));
      if (!json) show(verification);
      if (verification.broken().isPresent()) return done(proved, Exits.FAILED_ITSELF);
    }
    if (!json && runs.isEmpty()) screen().line("No runs.");
    return done(proved, Exits.OK);
  }

  private int done(List<Value> proved, int code) {
    if (json) {
      print(Value.of(Map.of("verified", Value.of(code == Exits.OK), "runs", Value.of(proved))));
    }
    return code;
  }

  private int unable(RunId run, RuntimeException unable) {
    var trouble = new Trouble(terminal(), json);
    var _ = trouble.report(unable, data);
    if (!json) progress().line("run " + run + " could not be verified");
    return Exits.COULD_NOT_VERIFY;
  }

  private void show(Verification proved) {
    var broken = proved.broken();
    screen()
        .line(
            "run " + proved.run() + (broken.isEmpty() ? " holds" : " DOES NOT HOLD"),
            broken.isEmpty() ? Ink.GREEN : Ink.RED);
    broken.ifPresent(
        where -> screen().line("  ", "entry " + where.entry() + " " + where.what(), Ink.RED));
    screen()
        .line(
            "  ",
            proved.entries()
                + " entries are whole, "
                + proved.rejudged()
                + " rulings come out the same, "
                + proved.skipped()
                + " were made by other evaluators and judged on their recorded facts alone",
            Ink.PLAIN);
    screen().line("  ", "head " + proved.head().hex(), Ink.DIM);
  }

  private static Value.Obj document(Verification proved) {
    return Value.of(
        Map.of(
            "run", Value.of(proved.run().text()),
            "entries", Value.of(proved.entries()),
            "rejudged", Value.of(proved.rejudged()),
            "skipped", Value.of(proved.skipped()),
            "head", Value.of(proved.head().hex()),
            "broken", proved.broken().<Value>map(VerifyVerb::document).orElse(Value.Null.NULL)));
  }

  private static Value.Obj document(Broken broken) {
    return Value.of(Map.of("entry", Value.of(broken.entry()), "what", Value.of(broken.what())));
  }

  private static List<RunId> all(Interlock interlock) {
    var runs = new ArrayList<RunId>();
    @Nullable RunId after = null;
    while (true) {
      var page = interlock.runs(new RunIndex.Query(null, null, false, after, PAGE));
      page.stream().map(RunSummary::run).forEach(runs::add);
      if (page.size() < PAGE) return runs;
      after = page.getLast().run();
    }
  }
}
