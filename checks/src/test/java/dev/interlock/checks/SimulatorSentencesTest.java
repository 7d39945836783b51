package dev.interlock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.sim.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md says what the simulator asserts, in the words of the code. */
class SimulatorSentencesTest {
  private static final Pattern SENTENCE = Pattern.compile("- `([A-Z_]+)`: (.+)");

  @Test
  void the_architecture_quotes_every_invariant_of_the_simulator_in_its_own_words()
      throws IOException {
    var expected =
        Arrays.stream(Invariant.values()).map(one -> one + ": " + one.sentence()).toList();

    assertThat(quoted()).isEqualTo(expected);
  }

  private static List<String> quoted() throws IOException {
    try (var lines = Files.lines(RepositoryFiles.root().resolve("ARCHITECTURE.md"))) {
      return lines
          .dropWhile(line -> !line.equals("## What the simulator asserts in every world"))
          .skip(1)
          .takeWhile(line -> !line.startsWith("## "))
          .map(SENTENCE::matcher)
          .filter(matcher -> matcher.matches())
          .map(matcher -> matcher.group(1) + ": " + matcher.group(2))
          .toList();
    }
  }
}
