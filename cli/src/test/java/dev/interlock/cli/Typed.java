package dev.interlock.cli;

import dev.interlock.cli.screen.Terminal;
import dev.interlock.cli.screen.Terminal.Watched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command as it was typed, and what came of it. */
record Typed(int code, String out, String err) {

  static Typed command(String... args) {
    return piped("", args);
  }

  static Typed piped(String in, String... args) {
    return at(Watched.NONE, in, args);
  }

  static Typed at(Watched watched, String in, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            watched,
            Map.of());
    var code = new Program(terminal).run(args);
    return new Typed(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
