package dev.interlock.runtime.journal;

import dev.interlock.kernel.run.Signed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The durable kill switches of a store, and the rights that were taken away. Thread-safe. */
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

  /**
   * Takes rights away, or changes the reason why they were. Durable when this returns; permits that
   * were judged before are refused at their commit.
   */
  void revoke(Revoked revoked);

  /**
   * Gives rights back. Durable when this returns.
   *
   * @param role which one was taken; null for all
   * @return false if that was not taken; nothing was written
   */
  boolean restore(String name, @Nullable String role);

  /**
   * Rights that somebody does not hold any more, whatever is said of them.
   *
   * @param name whose
   * @param role the one role that is gone; null for all rights
   * @param by who took them, and when
   */
  record Revoked(String name, @Nullable String role, String reason, Signed by) {}

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
   * @param undo whether what they have done is undone as they end; only with last
   */
  record Thrown(Kind kind, String name, String reason, Signed by, boolean last, boolean undo) {
    public Thrown {
      if (undo && !last) throw new IllegalArgumentException("only a final switch undoes");
    }

    /** A switch that leaves what was done as it is. */
    public Thrown(Kind kind, String name, String reason, Signed by, boolean last) {
      this(kind, name, reason, by, last, false);
    }
  }

  /** A switch that was taken back, by whom and when. */
  record Released(Kind kind, String name, Signed by) {}

  /**
   * What is thrown, and what is taken away.
   *
   * @param version grows with every change
   * @param released those that were thrown once and are not now; each as it was taken back last
   * @param revoked the rights that are taken away
   */
  record Board(long version, List<Thrown> thrown, List<Released> released, List<Revoked> revoked) {
    public Board {
      thrown = List.copyOf(thrown);
      released = List.copyOf(released);
      revoked = List.copyOf(revoked);
    }

    /** A board on which everybody has their rights. */
    public Board(long version, List<Thrown> thrown, List<Released> released) {
      this(version, thrown, released, List.of());
    }
  }
}
