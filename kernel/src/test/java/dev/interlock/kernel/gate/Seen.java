package dev.interlock.kernel.gate;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Admission;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.AttemptRefused;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.EffectWithheld;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.ResultReused;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is to be seen in a life, and what is done to it often. */
@CanIgnoreReturnValue
final class Seen {
  private Seen() {}

  /** A call of {@code tool} whose one argument is {@code order}. */
  static Proposal call(String tool, String order) {
    return new Proposal("", tool, Value.of(Map.of("order", Value.of(order))));
  }

  static Proposal call(String tool, Value arguments) {
    return new Proposal("", tool, arguments);
  }

  /** Judges, then has the model propose these calls, and judges them. */
  static Life proposed(Life life, Proposal... proposals) {
    var named = new ArrayList<Proposal>();
    for (var one : proposals) {
      named.add(new Proposal("call-" + named.size(), one.tool(), one.arguments()));
    }
    return replied(life, new ModelReply("", named), new Usage(100, 0, 10));
  }

  static Life replied(Life life, ModelReply reply, Usage usage) {
    var ask = life.judge().permitted();
    return life.record(new ModelReplied(ask, 1, reply, "test", null, usage, Duration.ZERO, null))
        .judge();
  }

  static Life failed(Life life, ToolFault fault, String message) {
    return life.record(new ToolFailed(life.permitted(), 1, fault, message, null)).judge();
  }

  /** The first permitted call may have happened, or not. */
  static Life lost(Life life, ToolFault cause) {
    return life.record(new OutcomeUnknown(life.permitted(), 1, cause, "who knows")).judge();
  }

  /** Says yes to a held call exactly as it was shown, and judges. */
  static Life approved(Life life, CommandId held) {
    var shown =
        events(life, CommandHeld.class).stream()
            .filter(event -> event.command().equals(held))
            .toList()
            .getLast();
    var yes = new Request.Approve(held, shown.wanted(), Life.ANN);
    var id = new RequestId("yes-" + life.entries().size());
    return life.record(Admission.admit(life.state(), id, yes, life.now())).judge();
  }

  /** The last ruling, in one word: permitted, held, reused, withheld, paused, refused or denied. */
  static String ruled(Life life) {
    return life.entries().reversed().stream()
        .map(entry -> word(entry.event()))
        .filter(word -> !word.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** The last denial or refusal. */
  static Denial denial(Life life) {
    return life.entries().reversed().stream()
        .flatMap(entry ->
            switch (entry.event()) {
              case CommandDenied(_, var denial, _) -> List.of(denial).stream();
              case AttemptRefused(_, var denial, _) -> List.of(denial).stream();
              default -> List.<Denial>of().stream();
            })
        .findFirst()
        .orElseThrow();
  }

  /** How many attempts at calls of tools were permitted. */
  static int toolPermits(Life life) {
    return life.state().spending().toolCalls();
  }

  static <E extends Event> List<E> events(Life life, Class<E> type) {
    return life.entries().stream()
        .map(entry -> entry.event())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static String word(Event event) {
    return switch (event) {
      case CommandPermitted _ -> "permitted";
      case CommandHeld _ -> "held";
      case CommandDenied _ -> "denied";
      case ResultReused _ -> "reused";
      case EffectWithheld _ -> "withheld";
      case AttemptRefused _ -> "refused";
      case RunPaused _ -> "paused";
      default -> "";
    };
  }
}
