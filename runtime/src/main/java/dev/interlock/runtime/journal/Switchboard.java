package dev.interlock.runtime.journal;

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
   * Takes a switch back.
   *
   * @return false if it was not thrown
   */
  boolean allow(Kind kind, String name);

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
   * @param by who threw it
   * @param last whether runs end instead of pausing
   */
  record Thrown(Kind kind, String name, String reason, String by, boolean last) {}

  /**
   * What is thrown.
   *
   * @param version grows with every change
   */
  record Board(long version, List<Thrown> thrown) {
    public Board {
      thrown = List.copyOf(thrown);
    }
  }
}
