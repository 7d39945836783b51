package dev.interlock.testkit.model;

/** A model server that speaks Anthropic's messages. */
public final class FakeAnthropic extends FakeModel {

  private FakeAnthropic(ModelServer server) {
    super(server);
  }

  /** Starts a server on a free port of the loopback interface, with the beginning of its script. */
  public static FakeAnthropic start(Behaviour... script) {
    return new FakeAnthropic(ModelServer.start(Protocol.ANTHROPIC, script));
  }
}
