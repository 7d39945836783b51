package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.effect.ModelPort.Ask;
import java.util.Locale;

/**
 * When a provider is held to JSON. Only without tools: Google refuses both at once, and the grammar
 * of local servers leaves no room for a call. Where it is not, the brief asks for JSON, and the
 * runtime checks what came.
 */
final class JsonMode {
  private JsonMode() {}

  static boolean wanted(Ask ask) {
    return ask.answerAsJson() && ask.brief().tools().isEmpty();
  }

  /** Whether the brief's instructions have the word. */
  static boolean named(Ask ask) {
    return ask.brief().instructions().toLowerCase(Locale.ROOT).contains("json");
  }
}
