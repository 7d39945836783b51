package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.kernel.value.Value;
import java.util.List;

/**
 * One recorded conversation.
 *
 * @param task the benchmark's number of the task
 * @param trial which of several conversations about it, from 0
 * @param user the id of the user who asks
 * @param expected the writes that the task's author wanted
 * @param steps what was said and called, in order
 */
public record Recording(
    long task, long trial, String user, List<Write> expected, List<Step> steps) {
  public Recording {
    expected = List.copyOf(expected);
    steps = List.copyOf(steps);
  }

  /** A call of a tool that writes, by what it was called with. */
  public record Write(String tool, Value.Obj arguments) {
    /** Whether both would do the same. */
    boolean sameAs(Write other) {
      return tool.equals(other.tool) && arguments.canonical().equals(other.arguments.canonical());
    }
  }

  /** One thing that happened. */
  public sealed interface Step {
    record UserSaid(String text) implements Step {}

    record AssistantSaid(String text) implements Step {}

    /**
     * A tool was called and answered.
     *
     * @param result as it stands in the recording: JSON or words
     */
    record Called(String tool, Value.Obj arguments, String result) implements Step {
      /** Whether the tool refused or failed. */
      public boolean failed() {
        return result.startsWith("Error");
      }

      Write write() {
        return new Write(tool, arguments);
      }
    }
  }
}
