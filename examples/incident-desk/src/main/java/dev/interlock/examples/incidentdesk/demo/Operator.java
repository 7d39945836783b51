package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Who answers when a call is held: a person at the terminal, or a script that says so. */
final class Operator {
  private static final Principal SCRIPTED = Principal.of("scripted-operator", "on-call");
  private static final Principal PERSON = Principal.of(System.getProperty("user.name"), "on-call");

  private final Page page;
  private final Optional<BufferedReader> terminal;

  /**
   * @param terminal where a person answers; empty for the script
   */
  Operator(Page page, Optional<BufferedReader> terminal) {
    this.page = page;
    this.terminal = terminal;
  }

  /** Answers every question that the run has. */
  void answer(Interlock interlock, Run run) {
    for (var pending : run.state().pending().values()) {
      if (pending.stage() instanceof Stage.Held held
          && pending.command() instanceof InvokeTool call) {
        var request = terminal.isPresent() ? ask(pending, call, held) : scripted(call, held);
        var answer = interlock.ask(run.id(), request);
        if (!answer.done()) page.line("       the answer was not taken: " + answer.reason());
      }
    }
  }

  private Request scripted(InvokeTool call, Stage.Held held) {
    page.line(
        "       [scripted operator] looks at the log: it was restarted once already, in vain");
    return call.tool().equals("restart_service")
        ? new Request.Reject(call.id(), "a restart would not mend billing", SCRIPTED)
        : new Request.Approve(call.id(), held.wanted(), SCRIPTED);
  }

  private Request ask(Pending pending, InvokeTool call, Stage.Held held) {
    page.line("       HELD: " + call.tool() + " " + call.arguments().json());
    held.holds().forEach(hold -> page.line("             " + hold.reason()));
    page.line("       Approve it? [y/N]");
    if (read().toLowerCase(Locale.ROOT).startsWith("y")) {
      return new Request.Approve(pending.command().id(), held.wanted(), PERSON);
    }
    return new Request.Reject(call.id(), "rejected at the terminal", PERSON);
  }

  private String read() {
    try {
      var line = terminal.orElseThrow().readLine();
      return line == null ? "" : line.strip();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
