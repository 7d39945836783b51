package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.RunId;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not to be able to tell is not the same as to find a difference. */
class UnverifiableTest {

  @TempDir Path folder;

  @Test
  void a_store_whose_entries_cannot_be_read_could_not_be_verified() throws SQLException {
    try (var desk = new Desk(folder)) {
      desk.model.then(Says.done());
      var ended = desk.run();
      try (var tampered = new Tampered(desk.data(), new RunId(ended.text("run")))) {
        tampered.table("ALTER TABLE entries RENAME COLUMN hash TO hashed");
      }
      var said = desk.say("verify", ended.text("run"));
      assertThat(said.exit()).isEqualTo(3);
      assertThat(said.out()).contains("could not be verified").doesNotContain(" holds");
      assertThat(desk.say("verify", "--json").exit()).isEqualTo(3);
    }
  }
}
