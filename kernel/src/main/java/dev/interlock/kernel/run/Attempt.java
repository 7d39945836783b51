package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;

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
    QUERY;

    /** Returns the tool that such an attempt at a call of {@code tool} really calls. */
    public String calls(Charter charter, String tool) {
      return this == QUERY
              && charter.tool(tool).map(ToolContract::effect).orElse(null)
                  instanceof EffectClass.Reconcile(_, var query)
          ? query.tool()
          : tool;
    }
  }
}
