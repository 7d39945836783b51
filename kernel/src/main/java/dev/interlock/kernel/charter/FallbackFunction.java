package dev.interlock.kernel.charter;

import java.util.Map;

/**
 * The deterministic function that decides when the agent cannot: a tool that only the runtime
 * calls, once in a run. Not to be taken for {@link Charter#fallback}, the models behind the first.
 *
 * @param tool its name; internal, under a contract of its own
 * @param arguments CEL expressions over {@code goal}, {@code reason} and {@code results} by the
 *     name of the argument that each gives; empty to give it these three themselves
 */
public record FallbackFunction(String tool, Map<String, String> arguments) {
  public FallbackFunction {
    Require.text("fallback-function.tool", tool);
    arguments = Map.copyOf(arguments);
  }
}
