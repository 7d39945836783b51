package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.cli.screen.PrettyJson;
import dev.interlock.cli.screen.Screen;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.UserError;
import dev.interlock.views.approval.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Asks the person at the terminal about held calls. */
final class Questions {
  private final Screen screen;
  private final BufferedReader answers;

  Questions(Screen screen, InputStream in) {
    this.screen = screen;
    this.answers = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** Returns what the person decided; empty if they left it open. */
  Optional<Request> ask(Question question, Principal by) {
    var call = question.call();
    screen.line("");
    screen.line(call.id() + " " + call.tool(), Ink.BOLD);
    screen.line("  ", PrettyJson.of(call.arguments()), Ink.PLAIN);
    for (var hold : question.holds()) {
      screen.line("  ", hold.gate() + " (" + hold.rule() + "): " + hold.reason(), Ink.YELLOW);
    }
    while (true) {
      screen.ask("Do it? [y]es, [n]o, [e]dit, [l]eave it open: ");
      var line = read();
      if (line.isEmpty()) return Optional.empty();
      switch (line.get().strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> {
          return Optional.of(new Request.Approve(call.id(), question.digest(), by));
        }
        case "n", "no" -> {
          return reason().map(reason -> new Request.Reject(call.id(), reason, by));
        }
        case "e", "edit" -> {
          var edit = edit(question, by);
          if (edit.isPresent()) return edit;
        }
        case "l", "leave" -> {
          return Optional.empty();
        }
        default -> screen.line("One of y, n, e, l.");
      }
    }
  }

  private Optional<String> reason() {
    screen.ask("Why not? ");
    return read().map(reason -> reason.isBlank() ? "no reason given" : reason.strip());
  }

  private Optional<Request> edit(Question question, Principal by) {
    screen.ask("All arguments as one line of JSON: ");
    var line = read();
    if (line.isEmpty()) return Optional.empty();
    try {
      var arguments = Given.object(line.get(), "");
      return Optional.of(new Request.Edit(question.call().id(), question.digest(), arguments, by));
    } catch (UserError bad) {
      screen.line(bad.what());
      return Optional.empty();
    }
  }

  private Optional<String> read() {
    try {
      return Optional.ofNullable(answers.readLine());
    } catch (IOException gone) {
      throw new UncheckedIOException("standard input cannot be read", gone);
    }
  }
}
