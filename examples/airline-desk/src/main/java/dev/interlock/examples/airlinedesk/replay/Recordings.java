package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step;
import dev.interlock.examples.airlinedesk.replay.Recording.Write;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads recordings: one conversation in a line, messages in the form of OpenAI's interface. */
public final class Recordings {
  private Recordings() {}

  /**
   * Reads a file of recordings.
   *
   * @throws UserError if there is no such file, or a line is no recording
   */
  public static List<Recording> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UserError("there is no " + file, "RUNS_FILE", "name a file of recorded runs");
    }
    var all = new ArrayList<Recording>();
    for (var line : lines) {
      if (line.isBlank()) continue;
      try {
        all.add(recording(Shape.object(Json.parse(line), "the line")));
      } catch (Json.NotJsonException | Shape.BadShapeException bad) {
        throw new UserError(
            "no recording: " + bad.getMessage(),
            file + ", run " + (all.size() + 1),
            "one JSON object in a line, with task, trial, expected and messages");
      }
    }
    return all;
  }

  private static Recording recording(Value.Obj line) {
    return new Recording(
        Shape.number(line, "task"),
        Shape.number(line, "trial"),
        Shape.text(line, "user"),
        Shape.objects(line, "expected").stream().map(Recordings::expected).toList(),
        steps(Shape.objects(line, "messages")));
  }

  private static Write expected(Value.Obj call) {
    return new Write(Shape.text(call, "name"), Shape.object(call, "arguments"));
  }

  private static List<Step> steps(List<Value.Obj> messages) {
    var steps = new ArrayList<Step>();
    var open = new LinkedHashMap<String, Value.Obj>();
    for (var message : messages) {
      switch (Shape.text(message, "role")) {
        case "user" -> steps.add(new Step.UserSaid(Shape.text(message, "content")));
        case "assistant" -> assistant(message, steps, open);
        case "tool" -> steps.add(called(message, open));
        default -> {} // a system message is not part of what was said
      }
    }
    return steps;
  }

  private static void assistant(Value.Obj message, List<Step> steps, Map<String, Value.Obj> open) {
    if (message.get("content").orElse(Value.Null.NULL) instanceof Value.Text(var text)
        && !text.isBlank()) {
      steps.add(new Step.AssistantSaid(text));
    }
    if (!(message.get("tool_calls").orElse(Value.Null.NULL) instanceof Value.Arr(var calls))) {
      return;
    }
    for (var call : calls) {
      var whole = Shape.object(call, "tool_calls");
      open.put(Shape.text(whole, "id"), Shape.object(whole, "function"));
    }
  }

  private static Step called(Value.Obj message, Map<String, Value.Obj> open) {
    var function = open.get(Shape.text(message, "tool_call_id"));
    if (function == null) throw new Shape.BadShapeException("a result belongs to no call");
    var arguments = Json.parse(Shape.text(function, "arguments"));
    return new Step.Called(
        Shape.text(function, "name"),
        Shape.object(arguments, "arguments"),
        Shape.text(message, "content"));
  }
}
