package dev.interlock.testkit.model;

/** A model server that speaks Google's {@code generateContent}. */
public final class FakeGoogle extends FakeModel {

  private FakeGoogle(ModelServer server) {
    super(server);
  }

  /** Starts a server on a free port of the loopback interface, with the beginning of its script. */
  public static FakeGoogle start(Behaviour... script) {
    return new FakeGoogle(ModelServer.start(Protocol.GOOGLE, script));
  }
}
