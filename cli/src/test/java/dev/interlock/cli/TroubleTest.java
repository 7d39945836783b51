package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.screen.Terminal;
import dev.interlock.cli.screen.Terminal.Watched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
  @TempDir Path data;

  @Test
  void a_surprise_is_one_line_without_a_stack_trace_which_is_kept_in_a_file() {
    var err = new ByteArrayOutputStream();
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var terminal =
        new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, Watched.NONE, Map.of());

    var code =
        new Trouble(terminal, false)
            .report(new IllegalStateException("the disk\u001b[2J is gone\nreally"), data);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "interlock: Interlock failed: the disk\\u001b[2J is gone really (the details are in "
                + data.resolve("interlock.log")
                + ")\n");
    assertThat(data.resolve("interlock.log")).content().contains("IllegalStateException", "\tat ");
  }
}
