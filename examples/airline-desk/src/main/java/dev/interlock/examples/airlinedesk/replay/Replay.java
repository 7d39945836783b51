package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.AirlineDatabase;
import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.agent.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Replays recorded conversations: {@code replay DATA_DIR RUNS_FILE [--json]}. */
public final class Replay {
  private static final String USAGE = "replay DATA_DIR RUNS_FILE [--json]";

  private Replay() {}

  /**
   * Exits with 0, or with 2 if the arguments or files are wrong; nothing was replayed then.
   *
   * @param arguments the agent file whose policy is tried, then what {@code replay} was called with
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    var words = new ArrayList<>(List.of(arguments));
    var asJson = words.remove("--json");
    try {
      if (words.size() != 3) {
        throw new UserError(
            words.size() < 2 ? "no DATA_DIR is named" : "wrong usage", "", "as in " + USAGE);
      }
      var report = of(Path.of(words.get(1)), Path.of(words.get(2)), Path.of(words.getFirst()));
      System.out.println(asJson ? report.json() : report.text());
    } catch (UserError wrong) {
      System.err.println("replay: " + wrong.getMessage());
      System.exit(2);
    }
  }

  /**
   * Replays a file of recordings, each on a fresh database.
   *
   * @throws UserError if a file is missing or wrong
   */
  static Report of(Path data, Path runs, Path policy) throws IOException, SQLException {
    var recordings = Recordings.read(runs);
    var judge = new Judge(PolicyFile.read(policy));
    var folder = Files.createTempDirectory("replay");
    var original = folder.resolve("original.db");
    try {
      AirlineDatabase.make(original, data);
      var report = new Report(recordings.size());
      for (var recording : recordings) replay(recording, original, judge, report);
      return report;
    } finally {
      Files.deleteIfExists(original);
      Files.deleteIfExists(folder);
    }
  }

  private static void replay(Recording recording, Path original, Judge judge, Report report)
      throws IOException, SQLException {
    var conversation = new Conversation();
    try (var shadow = new Shadow(original)) {
      for (var step : recording.steps()) {
        if (step instanceof Called called) {
          if (Tools.writes(called.tool())) {
            var verdict = judge.verdict(called, conversation, shadow);
            var expected =
                recording.expected().stream().anyMatch(one -> one.sameAs(called.write()));
            report.ruled(new Ruling(recording, called, expected, verdict));
          }
          var answer = shadow.call(called.tool(), called.arguments());
          report.performed(called, Fidelity.same(called, answer));
        }
        conversation.add(step);
      }
    } catch (SQLException | IOException broken) {
      throw new UncheckedIOException(
          recording.task() + "/" + recording.trial() + " broke off", new IOException(broken));
    }
  }
}
