package dev.interlock.runtime.agent;

import java.util.List;

/**
 * One row of a table of tests.
 *
 * @param sentence what is claimed
 * @param yaml the file, or what follows its head
 * @param lines what must be printed, exactly
 */
record Case(String sentence, String yaml, List<String> lines) {

  static Case of(String sentence, String yaml, String... lines) {
    return new Case(sentence, yaml, List.of(lines));
  }

  @Override
  public String toString() {
    return sentence;
  }
}
