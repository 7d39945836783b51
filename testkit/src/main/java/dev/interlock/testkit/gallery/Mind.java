package dev.interlock.testkit.gallery;

import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion;
import dev.interlock.testkit.model.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a model says to what it is shown. It remembers nothing: like a real one, it knows only the
 * conversation that it is sent, so both sides of a case meet the same model.
 */
@FunctionalInterface
interface Mind {

  /** Returns what it says. */
  Behaviour says(Conversation shown);

  /**
   * What the model was sent.
   *
   * @param turns how often it has spoken already
   * @param told the messages that are not its own, oldest first
   * @param bytes the size of the request
   */
  record Conversation(int turns, List<String> told, int bytes) {
    private static final Pattern ENTRY = Pattern.compile("entry (\\d+)");

    public Conversation {
      told = List.copyOf(told);
    }

    static Conversation of(Received request) {
      var turns = 0;
      var told = new ArrayList<String>();
      for (JsonNode message : request.json().path("messages")) {
        if (message.path("role").asString("").equals("assistant")) turns++;
        else told.add(text(message.path("content")));
      }
      return new Conversation(turns, told, request.body().length());
    }

    private static String text(JsonNode content) {
      return content.isString() ? content.asString() : content.toString();
    }

    /** Whether it was shown an order as the shop has it. */
    boolean sawOrder() {
      return told.stream().anyMatch(message -> message.contains("\"paid_cents\":"));
    }

    /** Whether it was shown a receipt. */
    boolean sawReceipt() {
      return told.stream().anyMatch(message -> message.contains("\"receipt\":"));
    }

    /** The message that it was told last. */
    String last() {
      return told.getLast();
    }

    /** The entry under which it was shown the order; 0 if no entry was named. */
    int entryOfOrder() {
      var order = told.stream().filter(message -> message.contains("\"paid_cents\":")).findFirst();
      var entry = ENTRY.matcher(order.orElse(""));
      return entry.find() ? Integer.parseInt(entry.group(1)) : 0;
    }
  }

  /** Says one thing after the other, and the last again and again. */
  static Mind turns(Behaviour... said) {
    var all = List.of(said);
    return shown -> all.get(Math.min(shown.turns(), all.size() - 1));
  }

  /** Says something else each time, for ever. */
  static Mind forever(Function<Integer, Behaviour> said) {
    return shown -> said.apply(shown.turns());
  }

  /** A behaviour of the fake endpoint. */
  default Behaviour behaviour() {
    return turn -> says(Conversation.of(turn.request())).perform(turn);
  }

  static Completion answer(String text) {
    return Behaviour.reply(text).costing(1000, 0, 100);
  }

  /** Proposes one call. */
  static Completion call(String tool, String arguments) {
    return Behaviour.calls(new Completion.Call("c-" + tool, tool, arguments)).costing(1000, 0, 100);
  }

  static Completion getOrder(String order) {
    return call("getOrder", "{\"order\":\"" + order + "\"}");
  }

  static Completion refund(String order, int cents) {
    return call("refund", "{\"order\":\"" + order + "\",\"cents\":" + cents + "}");
  }

  static Completion ship(String order) {
    return call("ship", "{\"order\":\"" + order + "\"}");
  }
}
