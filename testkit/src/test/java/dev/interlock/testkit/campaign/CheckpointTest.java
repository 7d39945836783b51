package dev.interlock.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.run.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Checkpoint REACHED =
      new Checkpoint("c0de", 0, 5, Duration.ofMillis(1_234), Some.tally(0, 5));

  @TempDir Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void chooseAFile() {
    file = folder.resolve("below/checkpoint");
  }

  @Test
  void what_is_written_is_read_again() {
    REACHED.write(file);

    var read = Checkpoint.read(file, "c0de", 0);

    assertThat(read.next()).isEqualTo(5);
    assertThat(read.took()).isEqualTo(Duration.ofMillis(1_234));
    assertThat(read.tally().seeds()).isEqualTo(5);
    assertThat(read.tally().entries()).isEqualTo(50);
    assertThat(read.tally().effects()).isEqualTo(10);
    assertThat(read.tally().statuses()).isEqualTo(Map.of(Status.COMPLETED, 3L, Status.STOPPED, 2L));
    assertThat(read.tally().coverage().all()).isEqualTo(REACHED.tally().coverage().all());
  }

  @Test
  void a_campaign_of_other_code_is_not_gone_on_with() {
    REACHED.write(file);

    assertThatThrownBy(() -> Checkpoint.read(file, "0ther", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the code has changed since; start anew");
  }

  @Test
  void a_campaign_that_began_elsewhere_is_not_gone_on_with() {
    REACHED.write(file);

    assertThatThrownBy(() -> Checkpoint.read(file, "c0de", 1_000))
        .hasMessageContaining("that campaign began at seed 0, not 1000");
  }

  @Test
  void without_a_file_there_is_nothing_to_go_on_with() {
    assertThatThrownBy(() -> Checkpoint.read(file, "c0de", 0))
        .hasMessageEndingWith("no campaign to go on with");
  }

  @Test
  void a_file_that_cannot_be_understood_is_refused() throws IOException {
    REACHED.write(file);
    var text = Files.readString(file);

    for (var broken : new String[] {"", text.replace("next=5", ""), text.replace("5", "five")}) {
      var _ = Files.writeString(file, broken);
      assertThatThrownBy(() -> Checkpoint.read(file, "c0de", 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a checkpoint that can be read");
    }
  }

  @Test
  void other_class_files_have_another_fingerprint() throws IOException {
    var code = Files.createDirectory(folder.resolve("classes"));
    var _ = Files.write(code.resolve("One.class"), new byte[] {1, 2, 3});
    var before = Fingerprint.of(code);

    assertThat(Fingerprint.of(code)).isEqualTo(before);
    var _ = Files.write(code.resolve("One.class"), new byte[] {1, 2, 4});
    assertThat(Fingerprint.of(code)).isNotEqualTo(before);
    assertThat(Fingerprint.ofThisCode()).matches("[0-9a-f]{16}");
  }
}
