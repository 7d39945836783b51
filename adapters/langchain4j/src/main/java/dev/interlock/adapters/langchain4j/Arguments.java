package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import dev.interlock.runtime.json.Json.NotJsonException;

/** Reads what a model wrote as the arguments of a call. */
final class Arguments {
  /** The longest arguments of one call, in characters. */
  static final int CHARS_MAX = 1_000_000;

  private Arguments() {}

  /**
   * Numbers keep their decimals. Nothing at all means no arguments. What is not JSON, names a
   * member twice or goes beyond {@link Json}'s limits stays the text it was.
   */
  static Value read(String text) {
    if (text.isBlank()) return Value.Obj.EMPTY;
    try {
      return Json.parse(text);
    } catch (NotJsonException _) {
      return Value.of(text);
    }
  }
}
