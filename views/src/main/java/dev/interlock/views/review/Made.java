package dev.interlock.views.review;

import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.value.Value;
import java.util.Map;

/**
 * One call that the gates had allowed, and what came of it.
 *
 * @param entry where its outcome stands, or its first permit as long as there is none
 * @param isEffect whether it changes the world
 * @param outcome how it came out
 * @param detail the result as JSON, or what went wrong; its beginning if it is long
 */
public record Made(long entry, InvokeTool call, boolean isEffect, Outcome outcome, String detail) {

  /** How a call came out. */
  public enum Outcome {
    /** It is done, and its result may be relied on. */
    DONE,
    /** It is done, and its result may not be relied on. */
    FLAWED,
    /** It failed, and left nothing behind. */
    FAILED,
    /** Nobody knows what came of it. */
    IN_DOUBT,
    /** It may have begun. */
    OPEN
  }

  /** The call as JSON: {@code {entry, call, tool, arguments, outcome, detail}}. */
  public Value.Obj json() {
    return Value.of(
        Map.of(
            "entry", Value.of(entry),
            "call", Value.of(call.id().toString()),
            "tool", Value.of(call.tool()),
            "arguments", Value.of(Dossier.cut(call.arguments().json())),
            "outcome", Value.of(outcome.name()),
            "detail", Value.of(detail)));
  }
}
