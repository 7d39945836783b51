package dev.interlock.testkit.model;

/**
 * A model server that speaks OpenAI's chat completions.
 *
 * <pre>{@code
 * var look = Behaviour.calls(new Completion.Call("c1", "get_order", "{\"id\":7}"));
 * try (var server = FakeOpenAi.start(look, Behaviour.reply("done"))) {
 *   // run an agent with base-url server.baseUrl(), then look at what it sent
 *   var second = server.requests().get(1).json();
 * }
 * }</pre>
 */
public final class FakeOpenAi extends FakeModel {

  private FakeOpenAi(ModelServer server) {
    super(server);
  }

  /** Starts a server on a free port of the loopback interface, with the beginning of its script. */
  public static FakeOpenAi start(Behaviour... script) {
    return new FakeOpenAi(ModelServer.start(Protocol.OPENAI, script));
  }
}
