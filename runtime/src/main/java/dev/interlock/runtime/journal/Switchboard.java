package dev.interlock.runtime.journal;

import dev.interlock.kernel.run.Signed;
import java.util.List;

/** The durable kill switches of a store. Thread-safe. */
public interface Switchboard {

  /** Returns what is thrown now. */
  Board read();

  /**
   * Throws a switch, or changes the reason of one that is thrown. Durable when this returns;
   * permits that were judged before are refused at their commit.
   *
   * @return the new version
   */
  long stop(Thrown thrown);

  /**
   * Throws a switch unless one is thrown on the same already: what a person said stands. Durable
   * when this returns.
   *
   * @return false if one was thrown already; nothing was written
   */
  boolean trip(Thrown thrown);

  /**
   * Takes a switch back. Durable when this returns.
   *
   * @return false if it was not thrown; nothing was written
   */
  boolean release(Released released);

  /** What a switch stops. */
  enum Kind {
    RUN,
    AGENT,
    TENANT,
    TOOL,
    MODEL,
    ALL
  }

  /**
   * A thrown switch.
   *
   * @param name of the run, agent, tenant, tool or model; empty for all
   * @param by who threw it, and when
   * @param last whether runs end instead of pausing
   */
  record Thrown(Kind kind, String name, String reason, Signed by, boolean last) {}

  /** A switch that was taken back, by whom and when. */
  record Released(Kind kind, String name, Signed by) {}

  /**
   * What is thrown.
   *
   * @param version grows with every change
   * @param released those that were thrown once and are not now; each as it was taken back last
   */
  record Board(long version, List<Thrown> thrown, List<Released> released) {
    public Board {
      thrown = List.copyOf(thrown);
      released = List.copyOf(released);
    }
  }
}
