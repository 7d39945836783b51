package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Main;
import dev.interlock.kernel.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, with the variables of its environment. */
class RealProcessTest {
  private static final String KEY = "a-key-that-nobody-may-see";

  @TempDir Path folder;

  @Test
  void a_run_prints_one_document_and_ends_with_its_code_and_its_key_is_sent_and_never_kept()
      throws Exception {
    try (var desk = new Desk(folder)) {
      desk.change("  price:", "  api-key: \"${env:INTERLOCK_TEST_KEY}\"\n  price:");
      desk.model.then(Says.look(), Says.credit(), Says.done());
      var said = process(desk, "run", desk.file().toString(), Desk.GOAL, "--as", "ann", "--json");

      var ended = desk.ended(said);
      assertThat(ended.exit()).isZero();
      assertThat(ended.status()).isEqualTo("COMPLETED");
      assertThat(said.err()).contains("credit");
      assertThat(ended.logged()).extracting(Deed::inWords).containsExactly(Misbehaviour.CREDITED);
      Misbehaviour.sameAsJournaled(ended);
      assertThat(desk.model.requests().getFirst().header("Authorization"))
          .contains("Bearer " + KEY);
      assertThat(said.out() + said.err() + ended.entries()).doesNotContain(KEY);
      assertThat(ended.entries().getLast().event()).isInstanceOf(Event.RunEnded.class);
      assertThat(process(desk, "verify").exit()).isZero();
    }
  }

  @Test
  void a_run_that_stops_and_a_file_that_is_wrong_end_with_their_codes() throws Exception {
    try (var desk = new Desk(folder)) {
      var stopped =
          process(desk, "run", desk.file().toString(), Desk.GOAL, "--set", "budget.tokens=100");
      assertThat(stopped.exit()).isEqualTo(13);
      desk.change("autonomy:", "autonomie:");
      var refused = process(desk, "run", desk.file().toString(), Desk.GOAL, "--json");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.json().json()).startsWith("{\"error\":{\"hint\":");
      assertThat(desk.model.requests()).isEmpty();
    }
  }

  private Said process(Desk desk, String... words) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", desk.data().toString()));
    var out = folder.resolve("out.txt");
    var err = folder.resolve("err.txt");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("INTERLOCK_TEST_KEY", KEY);
    var process = builder.start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ended").isTrue();
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
