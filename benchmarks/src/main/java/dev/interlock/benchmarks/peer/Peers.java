package dev.interlock.benchmarks.peer;

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
      default -> throw new IllegalArgumentException("there is no peer '" + name + "'");
    };
  }
}
