package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.interlock.testkit.model.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the tests ask with. */
final class Desk {
  static final String KEY = "not-like-a-key-0123456789";
  static final Duration LONG = Duration.ofSeconds(30);

  private Desk() {}

  static Connection connection(@Nullable String baseUrl, @Nullable String apiKey) {
    return connection("openai/gpt-5-mini", baseUrl, apiKey);
  }

  static ModelPort open(String baseUrl) {
    return new LangChainModelProvider().open(connection(baseUrl, KEY));
  }

  /** A port to a fake, for the provider whose protocol it speaks. */
  static ModelPort open(Protocol protocol, String baseUrl) {
    return new LangChainModelProvider().open(connection(use(protocol), baseUrl, KEY));
  }

  static Connection connection(String use, @Nullable String baseUrl, @Nullable String apiKey) {
    var terms = new ModelTerms(use, Price.UNMETERED, 256, LONG, 1);
    return new Connection(terms, baseUrl, apiKey, Path.of("."));
  }

  static String use(Protocol protocol) {
    return switch (protocol) {
      case OPENAI -> "openai/gpt-5-mini";
      case ANTHROPIC -> "anthropic/claude-haiku-4-5";
      case GOOGLE -> "google/gemini-3-flash";
      case OLLAMA -> "ollama/qwen3";
    };
  }

  /** An attempt somebody listens to. */
  static ModelPort.Ask ask(Brief brief, Duration timeout, Consumer<String> provisional) {
    return new ModelPort.Ask(brief, 256, timeout, false, provisional);
  }

  static ModelPort.Ask ask(Duration timeout) {
    return new ModelPort.Ask(brief(List.of()), 256, timeout, false);
  }

  static ModelPort.Ask ask(Brief brief) {
    return new ModelPort.Ask(brief, 256, LONG, false);
  }

  static Brief brief(List<ToolContract.Descriptor> tools) {
    return new Brief("Be exact.", tools, List.of(new Message.FromUser(1, "Refund o-1")));
  }

  static ToolContract.Descriptor tool(String name, String description, String schema) {
    var input = (Value.Obj) Arguments.read(schema);
    return new ToolContract.Descriptor(name, description, input, Digest.of(schema));
  }
}
