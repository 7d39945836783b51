package dev.interlock.kernel.run;

/**
 * One try at one command.
 *
 * @param number 1 for the first; counts performs and queries of the command together
 * @param kind whether the deed is done or asked about
 */
public record Attempt(int number, Kind kind) {

  public enum Kind {
    PERFORM,
    /** Asks the contract's query tool whether the key took effect. */
    QUERY
  }
}
