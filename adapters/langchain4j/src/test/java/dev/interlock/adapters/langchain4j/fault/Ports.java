package dev.interlock.adapters.langchain4j.fault;

import dev.interlock.testkit.model.Protocol;

/** Which model a run of the table uses. */
final class Ports {
  private Ports() {}

  static String use(Protocol protocol) {
    return switch (protocol) {
      case OPENAI -> "openai/gpt-5-mini";
      case ANTHROPIC -> "anthropic/claude-haiku-4-5";
      case GOOGLE -> "google/gemini-3-flash-preview";
      case OLLAMA -> "ollama/qwen3";
    };
  }
}
