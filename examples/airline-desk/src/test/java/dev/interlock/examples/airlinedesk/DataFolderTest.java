package dev.interlock.examples.airlinedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void a_folder_without_the_data_is_told_in_one_line() {
    assertThatThrownBy(() -> AirlineDatabase.make(folder.resolve("a.db"), folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no")
        .hasMessageContaining("users.json")
        .hasMessageNotContaining("\n");
    assertThat(folder.resolve("a.db")).doesNotExist();
  }

  @Test
  void data_of_another_kind_are_told_in_one_line() throws Exception {
    Files.writeString(folder.resolve("users.json"), "{\"ann\": {\"reservations\": []}}");
    Files.writeString(folder.resolve("reservations.json"), "{}");
    Files.writeString(folder.resolve("flights.json"), "{}");
    assertThatThrownBy(() -> AirlineDatabase.make(folder.resolve("a.db"), folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no object is at address");
  }
}
