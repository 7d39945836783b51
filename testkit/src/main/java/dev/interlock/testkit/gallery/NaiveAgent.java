package dev.interlock.testkit.gallery;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;

/**
 * An agent in LangChain4j's tool loop with its default settings, in a process of its own: {@code
 * MODEL_URL SHOP_URL FORM GOAL}, where FORM is {@code text} or {@code decision}.
 */
final class NaiveAgent {
  /** What its answer begins with on standard output. */
  static final String ANSWER = "ANSWER ";

  /** What its failure begins with on standard output. */
  static final String ERROR = "ERROR ";

  private NaiveAgent() {}

  /** An assistant that answers in words. */
  interface Assistant {
    String chat(String goal);
  }

  /** An assistant that answers with one of two decisions. */
  interface Decider {
    Decision decide(String goal);
  }

  /** What may be decided. */
  record Decision(Verdict decision) {}

  /** Yes or no. */
  enum Verdict {
    REFUND,
    REFUSE
  }

  public static void main(String[] args) {
    var model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey("none")
            .modelName("gallery-model")
            .build();
    var tools = new NaiveTools(args[1]);
    try {
      var said =
          args[2].equals("text")
              ? AiServices.builder(Assistant.class)
                  .chatModel(model)
                  .tools(tools)
                  .build()
                  .chat(args[3])
              : AiServices.builder(Decider.class)
                  .chatModel(model)
                  .tools(tools)
                  .build()
                  .decide(args[3])
                  .toString();
      System.out.println(ANSWER + said);
    } catch (RuntimeException failure) {
      System.out.println(ERROR + failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
    System.out.flush();
    System.exit(0); // its HTTP client's threads would keep it
  }
}
