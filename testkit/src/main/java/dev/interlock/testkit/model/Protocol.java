package dev.interlock.testkit.model;

/** The ways in which model servers speak. */
public enum Protocol {
  /** OpenAI's chat completions. */
  OPENAI("/v1"),
  /** Anthropic's messages. */
  ANTHROPIC("/v1"),
  /** Google's {@code generateContent}. */
  GOOGLE("/v1beta"),
  /** Ollama's {@code /api/chat}. */
  OLLAMA("");

  private final String path;

  Protocol(String path) {
    this.path = path;
  }

  /** What stands in a base URL after the port. */
  String path() {
    return path;
  }

  Wire wire() {
    return switch (this) {
      case OPENAI -> new OpenAiWire();
      case ANTHROPIC -> new AnthropicWire();
      case GOOGLE -> new GoogleWire();
      case OLLAMA -> new OllamaWire();
    };
  }

  /** Starts a server that speaks so. */
  public FakeModel start(Behaviour... script) {
    return switch (this) {
      case OPENAI -> FakeOpenAi.start(script);
      case ANTHROPIC -> FakeAnthropic.start(script);
      case GOOGLE -> FakeGoogle.start(script);
      case OLLAMA -> FakeOllama.start(script);
    };
  }
}
