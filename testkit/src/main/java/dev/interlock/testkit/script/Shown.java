package dev.interlock.testkit.script;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model is shown, as the names that a script's expressions use.
 *
 * <ul>
 *   <li>{@code goal}: the first message
 *   <li>{@code last}: the text of the last message
 *   <li>{@code shown}: the texts of all messages, in order
 *   <li>{@code result}: the latest result of each tool, by its name
 *   <li>{@code entry}: the entry of the latest result of each tool
 *   <li>{@code results}: every result of each tool, as a list of {@code {entry, value}}
 *   <li>{@code proposed}: how often each tool was proposed
 *   <li>{@code outcome}: what came of the latest proposal of each tool: returned, failed, not_done
 * </ul>
 */
final class Shown {
  private final Brief brief;

  Shown(Brief brief) {
    this.brief = brief;
  }

  Map<String, Object> variables() {
    var texts = new ArrayList<Object>();
    var result = new TreeMap<String, Object>();
    var entry = new TreeMap<String, Object>();
    var results = new TreeMap<String, Object>();
    var proposed = new TreeMap<String, Object>();
    var outcome = new TreeMap<String, Object>();
    for (var message : brief.messages()) {
      texts.add(text(message));
      if (message instanceof Message.FromModel(_, var reply)) {
        for (var proposal : reply.proposals()) {
          proposed.merge(proposal.tool(), 1L, (a, b) -> (long) a + (long) b);
        }
      }
      if (message instanceof Message.FromTool(var at, _, var tool, var how, var text)) {
        outcome.put(tool, how.name().toLowerCase(Locale.ROOT));
        if (how == Message.Outcome.RETURNED) {
          var value = CelTrees.toCel(parsed(text));
          result.put(tool, value);
          entry.put(tool, at);
          results.merge(tool, List.of(Map.of("entry", at, "value", value)), Shown::joined);
        }
      }
    }
    return Map.of(
        "goal", texts.isEmpty() ? "" : texts.getFirst(),
        "last", texts.isEmpty() ? "" : texts.getLast(),
        "shown", texts,
        "result", result,
        "entry", entry,
        "results", results,
        "proposed", proposed,
        "outcome", outcome);
  }

  private static Object joined(Object one, Object other) {
    var all = new ArrayList<Object>((List<?>) one);
    all.addAll((List<?>) other);
    return all;
  }

  private static Value parsed(String text) {
    try {
      return Json.parse(text);
    } catch (Json.NotJsonException cut) {
      return Value.of(text);
    }
  }

  private static String text(Message message) {
    return switch (message) {
      case Message.FromUser(_, var text) -> text;
      case Message.FromRuntime(_, var text) -> text;
      case Message.FromSummary summary -> summary.shown();
      case Message.FromModel(_, var reply) -> reply.text();
      case Message.FromTool(_, _, _, _, var text) -> text;
    };
  }
}
