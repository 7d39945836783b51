package dev.interlock.testkit.model;

/** A model server that speaks Ollama's {@code /api/chat}. */
public final class FakeOllama extends FakeModel {

  private FakeOllama(ModelServer server) {
    super(server);
  }

  /** Starts a server on a free port of the loopback interface, with the beginning of its script. */
  public static FakeOllama start(Behaviour... script) {
    return new FakeOllama(ModelServer.start(Protocol.OLLAMA, script));
  }
}
