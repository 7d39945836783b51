package dev.interlock.runtime.confirm;

import java.util.List;

/**
 * What must be confirmed of a tool's calls.
 *
 * @param act beginnings of words of which the proposal or the answer must have one, as in {@code
 *     cancel}; empty if the arguments say enough
 * @param critical the arguments that must be found
 */
public record Terms(List<String> act, List<Critical> critical) {
  public Terms {
    act = List.copyOf(act);
    critical = List.copyOf(critical);
  }
}
