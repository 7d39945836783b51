package dev.interlock.cli.endtoend;

import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion;
import dev.interlock.testkit.model.Received;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the model server is told to say. */
final class Says {
  private static final Pattern RESULT = Pattern.compile("\\[entry ([0-9]+)\\] \\{");

  private Says() {}

  /** Proposes one call. */
  static Completion call(String tool, String arguments) {
    return Behaviour.calls(new Completion.Call(null, tool, arguments));
  }

  static Completion look() {
    return call("lookup", "{\"id\":\"a-1\"}");
  }

  static Completion credit() {
    return call("credit", "{\"account\":\"a-1\",\"amount\":5}");
  }

  static Completion notice() {
    return call("notify_once", "{\"account\":\"a-1\",\"text\":\"5 came in\"}");
  }

  static Completion done() {
    return Behaviour.reply("Done.");
  }

  /** An error as OpenAI words it. */
  static Behaviour refusal(int status, String code) {
    return Behaviour.status(
        status,
        "{\"error\":{\"message\":\"as you wish\",\"type\":\"x\",\"code\":\"" + code + "\"}}");
  }

  /** Answers with words made of the number of the first entry whose result it was shown. */
  static Behaviour citing(Function<String, String> answer) {
    return turn -> Behaviour.reply(answer.apply(firstResult(turn.request()))).perform(turn);
  }

  private static String firstResult(Received request) {
    for (var message : request.json().path("messages")) {
      var found = RESULT.matcher(message.path("content").asString(""));
      if (message.path("role").asString("").equals("tool") && found.find()) return found.group(1);
    }
    throw new IllegalStateException("no result was shown: " + request.body());
  }
}
