package dev.interlock.cli.endtoend;

import dev.interlock.cli.Program;
import dev.interlock.cli.screen.Terminal;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command printed.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
record Said(int exit, String out, String err) {

  /** Gives a command to the command line, without a process. */
  static Said of(String... command) {
    return of(Terminal.Watched.NONE, command);
  }

  /** Gives a command to the command line, with somebody before the screen. */
  static Said watched(String... command) {
    return of(new Terminal.Watched(false, true, true), command);
  }

  private static Said of(Terminal.Watched watched, String... command) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            watched,
            Map.of("NO_COLOR", "1"));
    var exit = new Program(terminal).run(command);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The name of a run in a list of runs. */
  static String name(Value run) {
    return ((Value.Text) ((Value.Obj) run).get("run").orElseThrow()).value();
  }

  /** Standard output as the one JSON document that it must be. */
  Value.Obj json() {
    try {
      return (Value.Obj) Json.parse(out);
    } catch (Json.NotJsonException | ClassCastException wrong) {
      throw new AssertionError("not one document: " + this, wrong);
    }
  }
}
