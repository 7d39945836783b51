package dev.interlock.cli.crash;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolPerformer;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tools really did, as their own log says it. */
record EffectLines(List<Line> lines) {

  /**
   * One performed effect.
   *
   * @param key the idempotency key; {@code -} for none
   * @param account the goal of the run that wanted it
   * @param pid of the tool process
   */
  record Line(String key, String tool, String account, long pid, Instant at) {

    private boolean isOf(RunId run, InvokeTool call) {
      if (!tool.equals(call.tool())) return false;
      return key.equals("-")
          ? call.argument("account").equals(Optional.of(Value.of(account)))
          : key.equals(ToolPerformer.key(run, call.id()));
    }
  }

  EffectLines {
    lines = List.copyOf(lines);
  }

  static EffectLines read(Path file) {
    try {
      return new EffectLines(Files.readAllLines(file).stream().map(EffectLines::line).toList());
    } catch (NoSuchFileException none) {
      return new EffectLines(List.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns these and what was booked in the journal's own database. */
  EffectLines and(List<Books.Row> booked) {
    var rows =
        booked.stream()
            .map(row ->
                new Line(
                    "-", "book", row.account(), row.pid(), Instant.ofEpochMilli(row.atMillis())));
    return new EffectLines(Stream.concat(lines.stream(), rows).toList());
  }

  /** How often the effect of a command happened. */
  int count(RunId run, InvokeTool call) {
    return of(run, call).size();
  }

  List<Line> of(RunId run, InvokeTool call) {
    return lines.stream().filter(line -> line.isOf(run, call)).toList();
  }

  private static Line line(String text) {
    var first = text.indexOf(' ');
    var second = text.indexOf(' ', first + 1);
    var last = text.lastIndexOf(' ');
    var end = text.lastIndexOf(' ', last - 1);
    var arguments = (Value.Obj) Json.parse(text.substring(second + 1, end));
    return new Line(
        text.substring(0, first),
        text.substring(first + 1, second),
        ((Value.Text) arguments.get("account").orElseThrow()).value(),
        Long.parseLong(text.substring(end + 1, last)),
        Instant.ofEpochMilli(Long.parseLong(text.substring(last + 1))));
  }
}
