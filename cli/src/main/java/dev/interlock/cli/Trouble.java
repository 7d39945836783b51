package dev.interlock.cli;

import dev.interlock.cli.screen.Terminal;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.views.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;

/**
 * Tells what went wrong: one line for a person, one document for a program, never a stack trace.
 */
final class Trouble {
  private static final String LOG = "interlock.log";
  private static final int LINE_MAX = 1_000;

  private final Terminal terminal;
  private final boolean json;

  Trouble(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /**
   * Tells of a failure.
   *
   * @param data where the details of a surprise are kept
   * @return the exit code
   */
  int report(Throwable wrong, Path data) {
    return switch (wrong) {
      case UserError error -> told(error.what(), error.where(), error.hint(), Exits.WRONG_USAGE);
      case CommandLine.ParameterException bad -> usage(bad);
      default -> {
        var what = wrong.getMessage() == null ? wrong.toString() : wrong.getMessage();
        var details = "the details are in " + kept(wrong, data);
        yield told("Interlock failed: " + what, "", details, Exits.FAILED_ITSELF);
      }
    };
  }

  private int usage(CommandLine.ParameterException bad) {
    var message = bad.getMessage() == null ? "wrong usage" : bad.getMessage();
    var verb = bad.getCommandLine().getCommandName();
    return told(message, "", "see: " + verb + " --help", Exits.WRONG_USAGE);
  }

  private int told(String what, String where, String hint, int code) {
    if (json) {
      var error =
          Map.of("message", Value.of(what), "where", Value.of(where), "hint", Value.of(hint));
      terminal.out().println(Value.of(Map.of("error", Value.of(error))).json());
      terminal.out().flush();
    } else {
      var line = new UserError(what, where, hint).getMessage();
      terminal.err().println("interlock: " + Plain.line(line == null ? what : line, LINE_MAX));
      terminal.err().flush();
    }
    return code;
  }

  /** Keeps the stack trace where it can be kept, and returns where that is. */
  private static String kept(Throwable surprise, Path data) {
    var trace = new StringWriter();
    surprise.printStackTrace(new PrintWriter(trace));
    var text = Instant.now() + "\n" + trace + "\n";
    for (var folder : new Path[] {data, Path.of(System.getProperty("java.io.tmpdir", "."))}) {
      if (!Files.isDirectory(folder)) continue;
      try {
        var file = folder.resolve(LOG);
        var _ = Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return file.toString();
      } catch (IOException _) {
        // The next folder may do.
      }
    }
    return "no file, for none could be written";
  }
}
