package dev.interlock.kernel.brief;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ToolContract;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What opens every brief of a run: the owner's instructions, the rules of the house and the tools.
 * Depends on the charter and the phase alone, so it is the same bytes from call to call.
 *
 * @param instructions the text
 * @param tools the tools that may be proposed
 * @param bytes a sure upper bound of what both weigh in any provider's format
 */
public record Preamble(String instructions, List<ToolContract.Descriptor> tools, long bytes) {

  /** Estimated tokens are counted as one for every three UTF-8 bytes. */
  private static final int BYTES_PER_TOKEN = 3;

  private static final int TOOL_ENVELOPE_BYTES = 128;

  public Preamble {
    tools = List.copyOf(tools);
  }

  /**
   * Returns what opens the briefs of a run under this charter: one for each state of the run.
   *
   * @throws IllegalArgumentException if the bound of the brief leaves less than 2,000 bytes for
   *     what is said
   */
  public static List<Preamble> allOf(Charter charter) {
    var phases = charter.rules().phases().size();
    return IntStream.rangeClosed(0, phases).mapToObj(phase -> of(charter, phase)).toList();
  }

  private static Preamble of(Charter charter, int phase) {
    var instructions = charter.agent().instructions().strip() + "\n\n" + HouseRules.of(charter);
    var tools = charter.offered(phase).stream().map(ToolContract::descriptor).toList();
    var bytes = Utf8.length(instructions);
    for (var tool : tools) {
      bytes +=
          TOOL_ENVELOPE_BYTES
              + Utf8.length(tool.name())
              + Utf8.length(tool.description())
              + Utf8.length(tool.input().json());
    }
    var preamble = new Preamble(instructions, tools, bytes);
    if (preamble.transcriptBytesMax(charter) < 2_000) {
      throw new IllegalArgumentException(
          "brief-tokens-max "
              + charter.bounds().briefTokensMax()
              + " leaves no room: instructions and tools take about "
              + bytes / BYTES_PER_TOKEN
              + " tokens");
    }
    return preamble;
  }

  /** Returns how many bytes are left for the conversation. */
  public long transcriptBytesMax(Charter charter) {
    return charter.bounds().briefTokensMax() * BYTES_PER_TOKEN - bytes;
  }

  /** Returns the brief: this, and what has been said. */
  public Brief with(Transcript transcript) {
    return new Brief(instructions, tools, transcript.messages());
  }
}
