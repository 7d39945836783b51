package dev.interlock.kernel.charter;

import java.time.Duration;

/** What a call does to the world, and what may be done when nobody knows whether it happened. */
public sealed interface EffectClass {

  /** Changes nothing; may be done again at any time. */
  record Read() implements EffectClass {
    public static final Read READ = new Read();
  }

  /**
   * The tool honours an idempotency key: the same key never takes effect twice.
   *
   * @param keyArgument the argument that the runtime fills with the key; hidden from the model
   * @param keyValidFor how long the tool remembers a key
   */
  record Keyed(String keyArgument, Duration keyValidFor) implements EffectClass {
    public Keyed {
      Require.text("key-argument", keyArgument);
      Require.positive("key-valid-for", keyValidFor);
    }
  }

  /**
   * Another tool tells whether a key took effect.
   *
   * @param keyArgument the argument that the runtime fills with the key; hidden from the model
   * @param query whom to ask, and how to read the answer
   */
  record Reconcile(String keyArgument, Query query) implements EffectClass {
    public Reconcile {
      Require.text("key-argument", keyArgument);
    }
  }

  /**
   * Takes effect in the transaction that records its outcome, in the journal's own database: both
   * are there or neither is. What has no outcome did not happen.
   */
  record Transactional() implements EffectClass {
    public static final Transactional TRANSACTIONAL = new Transactional();

    /** Every run of the store waits while it lasts, so it may not last long. */
    public static final Duration TIMEOUT_MAX = Duration.ofSeconds(5);
  }

  /** Cannot be repeated and cannot be asked about: in doubt, a person decides. */
  record Once() implements EffectClass {
    public static final Once ONCE = new Once();
  }

  /**
   * How to ask whether an effect happened.
   *
   * @param tool the tool to ask; a read
   * @param keyArgument its argument that takes the key
   * @param happenedWhen a CEL expression over {@code result} that is true if the effect happened
   * @param settlesWithin how long after the attempt a "no" may still turn into a "yes"
   */
  record Query(String tool, String keyArgument, String happenedWhen, Duration settlesWithin) {
    public Query {
      Require.text("reconcile.tool", tool);
      Require.text("reconcile.key-argument", keyArgument);
      Require.text("reconcile.happened-when", happenedWhen);
      Require.positive("reconcile.settles-within", settlesWithin);
    }
  }

  /** Whether a call changes nothing. */
  default boolean isRead() {
    return this instanceof Read;
  }
}
