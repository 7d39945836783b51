package dev.interlock.benchmarks.peer;

import dev.interlock.benchmarks.peer.LangGraph4jPeer.Saver;
import java.nio.file.Path;

/** The peers, by the names that the table has for them. */
public final class Peers {
  private Peers() {}

  /**
   * Opens a peer.
   *
   * @param folder where it may keep files
   */
  public static Peer open(String name, Path folder) {
    return switch (name) {
      case "bare loop" -> new BareLoop();
      case "Interlock" -> new InterlockPeer(folder);
      case "LangChain4j" -> new LangChain4jPeer();
      case "Spring AI" -> new SpringAiPeer();
      case "LangGraph4j" -> new LangGraph4jPeer(Saver.NONE, folder);
      case "LangGraph4j, memory saver" -> new LangGraph4jPeer(Saver.MEMORY, folder);
      case "LangGraph4j, file saver" -> new LangGraph4jPeer(Saver.FILE, folder);
      default -> throw new IllegalArgumentException("there is no peer '" + name + "'");
    };
  }
}
